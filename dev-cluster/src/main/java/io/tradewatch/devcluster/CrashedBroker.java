package io.tradewatch.devcluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Fences a crashed single broker in its controller before the broker restarts.
 *
 * <p>Otherwise committed records may stay invisible forever. The broker's controller runs in the same process, and would
 * still consider the broker alive. The broker would lead its partitions and finish its transactions. Seconds later its old
 * session expires, and its partitions have no leader. Kafka 4.3.1's transaction coordinator treats a partition without a
 * leader as deleted, omits its commit marker, and marks the transaction complete. In a cluster with other live brokers,
 * those lead in the meantime.
 *
 * <p>So the controller runs alone first, until the old session has expired. This is also faster: the controller does not
 * admit a broker before that.
 */
final class CrashedBroker {
    private static final String STOPPED_IN_GOOD_ORDER = ".kafka_cleanshutdown";
    private static final String FENCED_BROKERS = "kafka.controller:type=KafkaController,name=FencedBrokerCount";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int PROBE_MILLIS = 20;

    private CrashedBroker() {}

    /** Whether this is the only broker and it did not shut down cleanly. */
    static boolean isLeftBy(Properties settings) {
        boolean alone = !settings.getProperty("controller.quorum.voters").contains(",");
        return alone && !Files.exists(Path.of(settings.getProperty("log.dirs"), STOPPED_IN_GOOD_ORDER));
    }

    /**
     * Runs the controller until it has fenced the broker. It gives up after a time limit, because the controller does not
     * know a broker that never served.
     */
    static void fence(Properties settings) throws JMException, InterruptedException {
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(controllerOnly(settings)), Time.SYSTEM);
        controller.startup();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (fencedBrokers() == 0 && System.nanoTime() < deadline) {
            Thread.sleep(PROBE_MILLIS);
        }
        controller.shutdown();
        controller.awaitShutdown();
    }

    private static Properties controllerOnly(Properties settings) {
        Properties controller = new Properties();
        controller.putAll(settings);
        controller.remove("advertised.listeners");
        controller.setProperty("process.roles", "controller");
        String listeners = settings.getProperty("listeners");
        controller.setProperty("listeners", listeners.substring(listeners.indexOf("CONTROLLER://")));
        controller.setProperty("broker.heartbeat.interval.ms", "100");
        controller.setProperty("broker.session.timeout.ms", "500");
        return controller;
    }

    private static int fencedBrokers() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return ((Number) beans.getAttribute(new ObjectName(FENCED_BROKERS), "Value")).intValue();
        } catch (InstanceNotFoundException notYet) {
            return 0;
        }
    }
}
