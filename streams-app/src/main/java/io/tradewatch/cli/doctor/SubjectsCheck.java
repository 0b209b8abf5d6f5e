package io.tradewatch.cli.doctor;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistrySubjects;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.TopicNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Checks whether the registry has Tradewatch's contracts, or accepts them. */
record SubjectsCheck(Configuration configuration, RegistrySchemas schemas) implements Check {
    private static final String CHECK = "subjects";
    private static final String WRITERS = "writers";

    @Override
    public List<Diagnosis> run() throws RegistryUnavailableException {
        TopicNames topics = configuration.topics();
        Map<String, Schema> contracts = new LinkedHashMap<>();
        contracts.put(Contracts.subjectOf(topics.transfers()), Contracts.TRANSFER);
        contracts.put(Contracts.subjectOf(topics.measures()), Contracts.LAW);
        contracts.put(Contracts.subjectOf(topics.violations()), Contracts.VIOLATION);
        List<Diagnosis> found = new ArrayList<>();
        for (Map.Entry<String, Schema> contract : contracts.entrySet()) {
            found.add(judge(contract.getKey(), schemas.subjects().stateOf(contract.getKey(), contract.getValue())));
        }
        for (RegistrySubjects.IncompleteVersion version :
                schemas.subjects().incompleteVersions(Contracts.subjectOf(topics.transfers()))) {
            found.add(judge(Contracts.subjectOf(topics.transfers()), version));
        }
        return found;
    }

    /** A producer may omit unknown fields. If it also writes fields unknown to the contract, it may have renamed some. */
    static Diagnosis judge(String subject, RegistrySubjects.IncompleteVersion version) {
        String lacks = subject + " version " + version.version() + " has no " + String.join(", ", version.missing());
        return version.unknown().isEmpty()
                ? Diagnosis.ok(WRITERS, lacks + ": these are taken for absent")
                : Diagnosis.warning(
                        WRITERS,
                        lacks + ", and has " + String.join(", ", version.unknown())
                                + ", which the contract does not know",
                        "If one of these is a renamed field, give it the contract's name as an alias.");
    }

    static Diagnosis judge(String subject, RegistrySubjects.ContractState state) {
        return switch (state) {
            case REGISTERED -> Diagnosis.ok(CHECK, subject + " has our contract");
            case COMPATIBLE ->
                Diagnosis.ok(CHECK, subject + " has other versions, and takes our contract when it is first used");
            case NO_SUBJECT ->
                Diagnosis.warning(
                        CHECK,
                        subject
                                + " does not exist yet; it is registered when it is first used, if the registry allows it",
                        "Nothing, if this is the first start.");
            case INCOMPATIBLE ->
                Diagnosis.failed(
                        CHECK,
                        subject
                                + " has a schema that our contract is not compatible with: somebody else registered it, or"
                                + " a newer Tradewatch did",
                        "Compare the versions of subject " + subject
                                + " with schemas/; take another topic name, or have the wrong version deleted.");
        };
    }
}
