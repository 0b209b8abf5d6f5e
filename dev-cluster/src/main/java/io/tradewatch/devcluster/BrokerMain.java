package io.tradewatch.devcluster;

import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** Runs one broker as a process: formats its storage on first use, signals when it serves, and ends with its parent. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Expects the broker's properties file and the cluster's id as arguments. */
    public static void main(String[] args) {
        // Standard output is reserved for the readiness signal to the parent.
        PrintStream parent = System.out;
        System.setOut(System.err);
        ParentWatchdog.hold();
        try {
            serve(Path.of(args[0]), args[1], parent);
        } catch (Exception e) {
            // Kafka's threads would keep the process alive.
            e.printStackTrace(System.err);
            System.exit(1);
        }
    }

    private static void serve(Path file, String clusterId, PrintStream parent) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(file, clusterId);
        } else if (CrashedBroker.isLeftBy(properties)) {
            CrashedBroker.fence(properties);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        parent.println(ServerProcess.READY);
        server.awaitShutdown();
    }

    private static void format(Path file, String clusterId) {
        String[] command = {"format", "--ignore-formatted", "--cluster-id", clusterId, "--config", file.toString()};
        int exit = StorageTool.execute(command, System.err);
        if (exit != 0) {
            throw new IllegalStateException("The storage could not be formatted: exit " + exit);
        }
    }
}
