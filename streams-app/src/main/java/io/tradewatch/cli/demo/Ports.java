package io.tradewatch.cli.demo;

import io.tradewatch.cli.CliException;
import io.tradewatch.devcluster.DevCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ports of a command's servers, on 127.0.0.1.
 *
 * @param kafka the broker's port; 0: any free one
 * @param registry the registry's port; 0: any free one
 * @param http the port of health, metrics and the API; 0: any free one
 */
public record Ports(int kafka, int registry, int http) {
    public static final String KAFKA_OPTION = "--kafka-port";
    public static final String REGISTRY_OPTION = "--registry-port";
    public static final String HTTP_OPTION = "--http-port";
    public static final int HIGHEST = 65_535;

    /** A requested port, with its purpose. */
    private record Wanted(int port, String what, String option) {}

    /**
     * Checks all ports before anything starts, and reports every port that is not available.
     *
     * @throws CliException when another program listens on one of them, or two of them are the same
     */
    public void requireFree() {
        List<Wanted> wanted = new ArrayList<>();
        for (Wanted one : List.of(
                new Wanted(kafka, "Kafka", KAFKA_OPTION),
                new Wanted(registry, "schema registry", REGISTRY_OPTION),
                new Wanted(http, "health, metrics and API", HTTP_OPTION))) {
            if (one.port() != 0) {
                wanted.add(one);
            }
        }
        requireDifferent(wanted);
        List<Wanted> taken =
                wanted.stream().filter(one -> !DevCluster.isFree(one.port())).toList();
        if (!taken.isEmpty()) {
            throw new CliException(
                    taken.stream()
                            .map(one -> "port " + one.port() + " on 127.0.0.1, for " + one.what()
                                    + ", is in use by another program")
                            .collect(Collectors.joining("; ")),
                    (taken.size() == 1
                                    ? "Stop that program, or take another port: "
                                    : "Stop them, or take other ports: ")
                            + taken.stream().map(one -> one.option() + " PORT").collect(Collectors.joining(" "))
                            + "; 0 takes any that is free.");
        }
    }

    private static void requireDifferent(List<Wanted> wanted) {
        Map<Integer, Wanted> seen = new HashMap<>();
        for (Wanted one : wanted) {
            Wanted same = seen.putIfAbsent(one.port(), one);
            if (same != null) {
                throw CliException.wrongUsage(
                        same.option() + " and " + one.option() + " are both " + one.port()
                                + ", expected different ports",
                        "Take another port for one of them; 0 takes any that is free.");
            }
        }
    }
}
