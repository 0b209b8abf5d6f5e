package io.tradewatch.cli.doctor;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.access.Principal;
import io.tradewatch.cli.access.Refusal;
import io.tradewatch.cli.access.Right;
import io.tradewatch.cli.access.Rights;
import io.tradewatch.cli.access.RightsProbe;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.codec.registry.RegistrySchemas;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Runs all checks in the order of their dependencies, and continues after a failed check where possible.
 *
 * <pre>{@code
 * List<Diagnosis> found = new HealthCheck(configuration, Clock.systemUTC()).run(diagnosis -> print(diagnosis));
 * }</pre>
 */
public final class HealthCheck {
    private static final String BROKERS = "brokers";
    private static final String REGISTRY = "registry";
    private static final String RIGHTS = "rights";

    private final Configuration configuration;
    private final Clock clock;
    private final List<Diagnosis> found = new ArrayList<>();

    public HealthCheck(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * Runs all checks.
     *
     * @param shown receives each diagnosis as soon as it is available
     * @return all diagnoses
     */
    public List<Diagnosis> run(Consumer<Diagnosis> shown) throws InterruptedException {
        Optional<Admin> kafka = kafka(shown);
        Optional<RegistrySchemas> registry = registry(shown);
        try {
            registry.ifPresentOrElse(
                    schemas -> run("subjects", new SubjectsCheck(configuration, schemas), shown),
                    () -> tell(Diagnosis.unchecked("subjects", "the registry gives no answer"), shown));
            if (kafka.isPresent()) {
                withKafka(kafka.get(), registry, shown);
            } else {
                for (String check : List.of("topics", "partitions", RIGHTS, "law")) {
                    tell(Diagnosis.unchecked(check, "no broker answers"), shown);
                }
            }
        } finally {
            kafka.ifPresent(Admin::close);
            registry.ifPresent(RegistrySchemas::close);
        }
        run("application", new ApplicationCheck(configuration), shown);
        return found;
    }

    private void withKafka(Admin kafka, Optional<RegistrySchemas> registry, Consumer<Diagnosis> shown) {
        run("versions", new VersionsCheck(configuration, kafka), shown);
        run("topics", new TopicSettingsCheck(configuration, kafka), shown);
        run("partitions", new PartitionsCheck(configuration, kafka), shown);
        run(RIGHTS, () -> rights(kafka), shown);
        run("law", new RulesetCheck(configuration, kafka, registry, clock), shown);
    }

    private Optional<Admin> kafka(Consumer<Diagnosis> shown) throws InterruptedException {
        try {
            Admin admin = Connections.kafka(configuration);
            run(BROKERS, () -> cluster(admin), shown);
            return Optional.of(admin);
        } catch (CliException e) {
            tell(Diagnosis.failed(BROKERS, String.valueOf(e.getMessage()), e.fix()), shown);
            return Optional.empty();
        }
    }

    /** Which cluster answered and how, because a wrong cluster answers as well. */
    private List<Diagnosis> cluster(Admin admin) throws ExecutionException, InterruptedException {
        DescribeClusterResult cluster = admin.describeCluster();
        int brokers = cluster.nodes().get().size();
        Object protocol = configuration
                .kafka()
                .getOrDefault(
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
        return List.of(Diagnosis.ok(
                BROKERS,
                (brokers == 1 ? "1 broker answers" : brokers + " brokers answer") + " over " + protocol + " at "
                        + configuration.get(Keys.BOOTSTRAP_SERVERS) + ", cluster id "
                        + cluster.clusterId().get()));
    }

    /** The rights that {@code run} lacks on the cluster, each with the command that grants it. */
    private List<Diagnosis> rights(Admin admin) throws ExecutionException, InterruptedException {
        boolean isTransactional = configuration.get(Keys.PROCESSING_GUARANTEE).startsWith("exactly_once");
        List<Right> needed = Rights.of("run", Rights.names(configuration)).stream()
                .filter(right -> isTransactional || right.on().resourceType() != ResourceType.TRANSACTIONAL_ID)
                .toList();
        String principal = Principal.of(configuration.kafka());
        List<Right> missing = new RightsProbe(admin).missing(needed);
        if (missing.isEmpty()) {
            return List.of(Diagnosis.ok(
                    RIGHTS, "nothing is missing of the " + needed.size() + " rights that 'tradewatch run' needs"));
        }
        return missing.stream()
                .map(right -> Diagnosis.failed(
                        RIGHTS,
                        principal + " lacks " + right,
                        right.grant(configuration.get(Keys.BOOTSTRAP_SERVERS), principal)))
                .toList();
    }

    private Optional<RegistrySchemas> registry(Consumer<Diagnosis> shown) {
        try {
            RegistrySchemas schemas = Connections.registry(configuration);
            tell(Diagnosis.ok(REGISTRY, "answers at " + configuration.registry().get("schema.registry.url")), shown);
            return Optional.of(schemas);
        } catch (CliException e) {
            tell(Diagnosis.failed(REGISTRY, String.valueOf(e.getMessage()), e.fix()), shown);
            return Optional.empty();
        }
    }

    private void run(String name, Check check, Consumer<Diagnosis> shown) {
        try {
            check.run().forEach(diagnosis -> tell(diagnosis, shown));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tell(Diagnosis.unchecked(name, "interrupted"), shown);
        } catch (Exception e) {
            tell(couldNotCheck(name, e), shown);
        }
    }

    private static Diagnosis couldNotCheck(String check, Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (Refusal.in(failure).isPresent()) {
            return Diagnosis.unchecked(
                    check, "Kafka does not allow it (" + cause.getMessage() + "); see the rights that are missing");
        }
        return Diagnosis.failed(check, "cannot be looked at: " + cause.getMessage(), "Fix that, then run it again.");
    }

    private void tell(Diagnosis diagnosis, Consumer<Diagnosis> shown) {
        found.add(diagnosis);
        shown.accept(diagnosis);
    }
}
