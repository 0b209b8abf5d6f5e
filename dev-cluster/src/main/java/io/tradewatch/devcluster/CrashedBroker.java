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
 * Lets a lone broker's controller learn that the broker crashed, before the broker comes back.
 *
 * <p>Otherwise committed records may stay invisible for ever. The broker would come back to a controller, in its own
 * process, that still takes it for alive: it would lead its partitions and finish its transactions; seconds later its old
 * session ends and its partitions have no leader; and while a partition has none, Kafka 4.3.1's transaction coordinator
 * takes it for deleted, leaves its commit marker out, and calls the transaction complete. Where other brokers live on, they
 * lead meanwhile.
 *
 * <p>So the controller runs alone first, until the old session has ended. This is quicker too: a broker is not let in
 * again before that.
 */
final class CrashedBroker {
    private static final String STOPPED_IN_GOOD_ORDER = ".kafka_cleanshutdown";
    private static final String FENCED_BROKERS = "kafka.controller:type=KafkaController,name=FencedBrokerCount";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int PROBE_MILLIS = 20;

    private CrashedBroker() {}

    /** Whether this is the only broker and did not stop in good order. */
    static boolean isLeftBy(Properties settings) {
        boolean alone = !settings.getProperty("controller.quorum.voters").contains(",");
        return alone && !Files.exists(Path.of(settings.getProperty("log.dirs"), STOPPED_IN_GOOD_ORDER));
    }

    /** Runs the controller until it has fenced the broker; gives up after a while, as one that never served is unknown. */
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
