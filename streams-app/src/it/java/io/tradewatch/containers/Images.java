package io.tradewatch.containers;

import java.util.Optional;
import org.testcontainers.utility.DockerImageName;

/** The images of neighbours, by the same variables as {@code docker/compose.yaml} takes, and with the same defaults. */
final class Images {
    private Images() {}

    static DockerImageName kafka() {
        return DockerImageName.parse(named("KAFKA_IMAGE", "apache/kafka:4.1.1"))
                .asCompatibleSubstituteFor("apache/kafka");
    }

    static DockerImageName registry() {
        return DockerImageName.parse(named("REGISTRY_IMAGE", "apicurio/apicurio-registry-mem:2.6.13.Final"));
    }

    private static String named(String variable, String otherwise) {
        return Optional.ofNullable(System.getenv(variable)).orElse(otherwise);
    }
}
