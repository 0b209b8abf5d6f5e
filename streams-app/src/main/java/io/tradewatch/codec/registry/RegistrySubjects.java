package io.tradewatch.codec.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The registry's subjects: which contracts they have, and the registration of ours.
 *
 * <p>Threading notes: safe for use by several threads. A call blocks for as long as the client's time-outs allow.
 */
public final class RegistrySubjects {
    private static final int CONFLICT = 409;

    private final SchemaRegistryClient client;
    private final RegistryAnswers answers;
    private final RegistrySchemas schemas;

    /**
     * A version of a subject of transfers that lacks a field that screening needs.
     *
     * @param version its number under the subject
     * @param missing paths of the fields that it lacks
     * @param unknown paths of its fields that the contract does not have
     */
    public record IncompleteVersion(int version, List<String> missing, List<String> unknown) {
        public IncompleteVersion {
            missing = List.copyOf(missing);
            unknown = List.copyOf(unknown);
        }
    }

    /** The state of a contract in the registry. */
    public enum ContractState {
        /** The subject has this contract. */
        REGISTERED,
        /** The subject does not exist. */
        NO_SUBJECT,
        /** The subject has other versions, and the registry would accept this contract. */
        COMPATIBLE,
        /** The subject has other versions, and the registry would reject this contract. */
        INCOMPATIBLE
    }

    RegistrySubjects(SchemaRegistryClient client, RegistryAnswers answers, RegistrySchemas schemas) {
        this.client = client;
        this.answers = answers;
        this.schemas = schemas;
    }

    /**
     * Returns the id of a contract under a subject, and registers the contract if that is allowed.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     * @throws SchemaRefusedException when the registry rejects the contract, or does not have it and must
     */
    public int idOf(String subject, Schema schema, Registration registration) throws RegistryUnavailableException {
        try {
            AvroSchema contract = new AvroSchema(schema);
            return registration == Registration.AUTOMATIC
                    ? register(subject, contract)
                    : client.getId(subject, contract);
        } catch (RestClientException e) {
            if (RegistryAnswers.settles(e)) {
                throw new SchemaRefusedException(refusal(subject, registration, e), e);
            }
            throw answers.unavailable(e);
        } catch (IOException | RuntimeException e) {
            throw answers.unavailable(e);
        }
    }

    private static String refusal(String subject, Registration registration, RestClientException e) {
        return registration == Registration.AUTOMATIC
                ? "the registry refuses the contract of subject " + subject + " (" + e.getMessage()
                        + "); was an incompatible schema registered there by somebody else?"
                : "the contract of subject " + subject + " is not registered (" + e.getMessage()
                        + "); register it, or allow registration";
    }

    private int register(String subject, AvroSchema contract) throws RestClientException, IOException {
        try {
            return client.register(subject, contract);
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) {
                throw e;
            }
            // When two clients register a new subject at the same time, both may get the answer that it exists already,
            // as if they conflicted.
            return client.register(subject, contract);
        }
    }

    /**
     * Returns the versions of a subject of transfers that lack a field that screening needs.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    public List<IncompleteVersion> incompleteVersions(String subject) throws RegistryUnavailableException {
        List<IncompleteVersion> incomplete = new ArrayList<>();
        try {
            if (!client.getAllSubjectsByPrefix(subject).contains(subject)) {
                return List.of();
            }
            for (int version : client.getAllVersions(subject)) {
                int id = client.getSchemaMetadata(subject, version).getId();
                schemas.byId(id)
                        .found()
                        .map(schema -> WriterGaps.of(WriterAliases.applied(schema, Contracts.TRANSFER)))
                        .filter(gaps -> !gaps.missing().isEmpty())
                        .map(gaps -> new IncompleteVersion(version, gaps.missing(), gaps.unknown()))
                        .ifPresent(incomplete::add);
            }
        } catch (IOException | RestClientException | RuntimeException e) {
            throw answers.unavailable(e);
        }
        return incomplete;
    }

    /**
     * Returns the state of a contract in the registry; changes nothing.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    public ContractState stateOf(String subject, Schema schema) throws RegistryUnavailableException {
        AvroSchema contract = new AvroSchema(schema);
        try {
            if (!client.getAllSubjectsByPrefix(subject).contains(subject)) {
                return ContractState.NO_SUBJECT;
            }
            if (isRegistered(subject, contract)) {
                return ContractState.REGISTERED;
            }
            return client.testCompatibility(subject, contract) ? ContractState.COMPATIBLE : ContractState.INCOMPATIBLE;
        } catch (IOException | RestClientException | RuntimeException e) {
            throw answers.unavailable(e);
        }
    }

    private boolean isRegistered(String subject, AvroSchema contract) throws RestClientException, IOException {
        try {
            client.getId(subject, contract);
            return true;
        } catch (RestClientException e) {
            if (RegistryAnswers.isNoSuchSchema(e)) {
                return false;
            }
            throw e;
        }
    }
}
