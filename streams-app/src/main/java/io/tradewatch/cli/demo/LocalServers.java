package io.tradewatch.cli.demo;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.config.Key;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.kafka.TopicNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that start their own Kafka and schema registry, and how to connect to these. */
final class LocalServers {
    private static final int KAFKA_PORT = 9092;
    private static final int REGISTRY_PORT = 8081;
    private static final int HTTP_PORT = 8080;

    @Option(
            names = Ports.KAFKA_OPTION,
            paramLabel = "PORT",
            description = "Kafka's port on 127.0.0.1; 0 takes any that is free. Default: " + KAFKA_PORT + ".")
    private @Nullable Integer kafkaPort;

    @Option(
            names = Ports.REGISTRY_OPTION,
            paramLabel = "PORT",
            description = "The registry's port on 127.0.0.1; 0 takes any that is free. Default: " + REGISTRY_PORT + ".")
    private @Nullable Integer registryPort;

    @Option(
            names = Ports.HTTP_OPTION,
            paramLabel = "PORT",
            description = "Port of health, metrics and API on 127.0.0.1; 0 takes any that is free. Default: "
                    + HTTP_PORT + ".")
    private @Nullable Integer httpPort;

    /** Starts the servers on the default ports, plus a port for HTTP; says which settings it does not read. */
    LocalCluster start(Path folder, PrintWriter err) {
        List<String> ignored = Keys.ALL.stream()
                .map(Key::variable)
                .filter(variable -> System.getenv(variable) != null)
                .toList();
        if (!ignored.isEmpty()) {
            Lines.print(
                    err,
                    "note: ",
                    "not read: " + String.join(", ", ignored)
                            + ". This command has settings of its own; 'tradewatch run' reads yours.");
        }
        return start(Optional.of(folder), ports(KAFKA_PORT, REGISTRY_PORT, HTTP_PORT));
    }

    /** Starts the servers on any free ports, unless the options give ports. HTTP is not served. */
    LocalCluster startForOnce(Optional<Path> folder) {
        Ports ports = ports(0, 0, 0);
        return start(folder, new Ports(ports.kafka(), ports.registry(), 0));
    }

    /** Prints how to connect to the servers, as text to copy. */
    static void printAccess(LocalCluster cluster, String url, PrintWriter out) {
        TopicNames topics = cluster.configuration().topics();
        String options =
                " --bootstrap-server " + cluster.bootstrapServers() + " --schema-registry " + cluster.registryUrl();
        out.println();
        out.println("  bootstrap.servers    " + cluster.bootstrapServers());
        out.println("  schema.registry.url  " + cluster.registryUrl());
        out.println("  console              " + url + "/");
        out.println("  health, metrics      " + url + "/health/ready, " + url + "/metrics");
        out.println("  topics               " + String.join(", ", topics.all()));
        out.println("  data                 " + cluster.folder());
        out.println();
        out.println("Send transfers, watch alerts, or read them with kcat:");
        out.println("  ./tradewatch transfers publish FILE" + options);
        out.println("  ./tradewatch violations tail" + options);
        out.println(
                "  kcat -C -b " + cluster.bootstrapServers() + " -t " + topics.violations() + " -f '%k %S bytes\\n'");
        out.println();
    }

    private Ports ports(int otherwiseKafka, int otherwiseRegistry, int otherwiseHttp) {
        return new Ports(
                legal(Ports.KAFKA_OPTION, kafkaPort, otherwiseKafka),
                legal(Ports.REGISTRY_OPTION, registryPort, otherwiseRegistry),
                legal(Ports.HTTP_OPTION, httpPort, otherwiseHttp));
    }

    private static LocalCluster start(Optional<Path> folder, Ports ports) {
        try {
            ports.requireFree();
            return LocalCluster.start(folder, ports);
        } catch (NoClassDefFoundError e) {
            throw new CliException(
                    "this installation brings no Kafka and no registry of its own",
                    "Take one that was built from the sources, or run against your own cluster: tradewatch run.",
                    e);
        }
    }

    private static int legal(String option, @Nullable Integer port, int otherwise) {
        if (port == null) {
            return otherwise;
        }
        if (port < 0 || port > Ports.HIGHEST) {
            throw CliException.wrongUsage(
                    option + " is " + port + ", expected 0 to " + Ports.HIGHEST, "Leave it out for the default.");
        }
        return port;
    }
}
