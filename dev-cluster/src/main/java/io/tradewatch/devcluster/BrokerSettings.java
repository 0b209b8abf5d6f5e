package io.tradewatch.devcluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a broker of a development cluster: fast start, small memory, unlimited retention.
 *
 * <p>The quorum's members are in the settings and not in the log, so that their ports may change at each start.
 *
 * @param id the broker's number, from 1
 * @param ports the port of each broker, in the order of their numbers
 * @param controllerPorts the port of each broker's controller, in the same order
 * @param data the folder of this broker's logs
 * @param others further settings: {@link DevClusterOptions#brokerProperties}
 */
record BrokerSettings(
        int id, List<Integer> ports, List<Integer> controllerPorts, Path data, Map<String, String> others) {
    private static final Set<String> LISTENERS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private static final String HOST = "127.0.0.1:";
    private static final int INTERNAL_PARTITIONS = 5;

    /** Writes the settings to a file that a broker reads. */
    Path write(Path file) {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties().store(writer, "Written at every start; changes here are lost.");
            return file;
        } catch (IOException e) {
            throw new DevClusterException("The settings of broker " + id + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Properties properties() {
        Properties settings = new Properties();
        identity(settings);
        durability(settings);
        size(settings);
        others.forEach((name, value) ->
                settings.merge(name, value, (own, more) -> LISTENERS.contains(name) ? own + "," + more : more));
        return settings;
    }

    private void identity(Properties settings) {
        String own = HOST + ports.get(id - 1);
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("listeners", "PLAINTEXT://" + own + ",CONTROLLER://" + HOST + controllerPorts.get(id - 1));
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + own);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty(
                "controller.quorum.voters",
                IntStream.range(0, controllerPorts.size())
                        .mapToObj(i -> (i + 1) + "@" + HOST + controllerPorts.get(i))
                        .collect(Collectors.joining(",")));
        settings.setProperty("log.dirs", data.toString());
    }

    private void durability(Properties settings) {
        String replicas = Integer.toString(ports.size());
        String inSync = Integer.toString(ports.size() / 2 + 1);
        settings.setProperty("default.replication.factor", replicas);
        settings.setProperty("min.insync.replicas", inSync);
        for (String topic : List.of("transaction.state.log.", "share.coordinator.state.topic.")) {
            settings.setProperty(topic + "num.partitions", Integer.toString(INTERNAL_PARTITIONS));
            settings.setProperty(topic + "replication.factor", replicas);
            settings.setProperty(topic + "min.isr", inSync);
        }
        settings.setProperty("offsets.topic.num.partitions", Integer.toString(INTERNAL_PARTITIONS));
        settings.setProperty("offsets.topic.replication.factor", replicas);
        // A record's timestamp is the time when goods moved, possibly years ago. Retention by age must not delete it.
        settings.setProperty("log.retention.ms", "-1");
        settings.setProperty("auto.create.topics.enable", "false");
        // Shorter than the default (9 s), to detect a killed broker sooner; long enough for pauses of a busy machine.
        settings.setProperty("broker.session.timeout.ms", "6000");
        settings.setProperty("broker.heartbeat.interval.ms", "1000");
    }

    private void size(Properties settings) {
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("num.recovery.threads.per.data.dir", "2");
        // The default is 128 MB, a third of the heap.
        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20));
    }
}
