package io.tradewatch.cli.doctor;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.access.Refusal;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.codec.RegistrySchemas;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

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
                    schemas -> look("subjects", new SubjectsCheck(configuration, schemas), shown),
                    () -> tell(Diagnosis.unchecked("subjects", "the registry gives no answer"), shown));
            if (kafka.isPresent()) {
                withKafka(kafka.get(), registry, shown);
            } else {
                for (String check : List.of("topics", "partitions", "rights", "law")) {
                    tell(Diagnosis.unchecked(check, "no broker answers"), shown);
                }
            }
        } finally {
            kafka.ifPresent(Admin::close);
            registry.ifPresent(RegistrySchemas::close);
        }
        look("application", new ApplicationCheck(configuration), shown);
        return found;
    }

    private void withKafka(Admin kafka, Optional<RegistrySchemas> registry, Consumer<Diagnosis> shown) {
        look("versions", new VersionsCheck(configuration, kafka), shown);
        look("topics", new TopicSettingsCheck(configuration, kafka), shown);
        look("partitions", new PartitionsCheck(configuration, kafka), shown);
        look("rights", new RightsCheck(configuration, kafka), shown);
        look("law", new RulesetCheck(configuration, kafka, registry, clock), shown);
    }

    private Optional<Admin> kafka(Consumer<Diagnosis> shown) throws InterruptedException {
        try {
            Admin admin = Connections.kafka(configuration);
            look(BROKERS, new BrokersCheck(configuration, admin), shown);
            return Optional.of(admin);
        } catch (CliException e) {
            tell(Diagnosis.failed(BROKERS, String.valueOf(e.getMessage()), e.fix()), shown);
            return Optional.empty();
        }
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

    private void look(String check, Check look, Consumer<Diagnosis> shown) {
        try {
            look.look().forEach(diagnosis -> tell(diagnosis, shown));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tell(Diagnosis.unchecked(check, "interrupted"), shown);
        } catch (Exception e) {
            tell(couldNotLook(check, e), shown);
        }
    }

    private static Diagnosis couldNotLook(String check, Exception failure) {
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
