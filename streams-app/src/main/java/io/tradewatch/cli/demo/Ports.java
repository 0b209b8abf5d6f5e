package io.tradewatch.cli.demo;

/**
 * Where the servers of a command listen, on 127.0.0.1.
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
}
