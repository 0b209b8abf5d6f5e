package io.tradewatch.cli;

import io.tradewatch.cli.demo.LocalCluster;
import io.tradewatch.kafka.TopicNames;
import java.io.PrintWriter;

/** Prints how to connect to a cluster that a command started, as text to copy. */
final class DemoConnecting {
    private DemoConnecting() {}

    static void print(LocalCluster cluster, String url, PrintWriter out) {
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
}
