package io.tradewatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.devcluster.DevCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills brokers and instances at random, one after the other and always in the middle of work; between the kills it changes
 * the law, restarts the instances in good order once, and takes the registry away once. Used by one thread.
 */
final class FaultInjector {
    private static final Logger LOG = LoggerFactory.getLogger(FaultInjector.class);
    private static final int BROKERS = 3;
    /** So many transfers are screened between two kills: what only ever restarts shows nothing. */
    private static final long WORK_BETWEEN_KILLS = 1_000;

    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration REGISTRY_AWAY = Duration.ofSeconds(5);

    private final ChaosSettings settings;
    private final DevCluster cluster;
    private final List<Instance> instances;
    private final MeasureGenerator measureGenerator;
    private final Traffic traffic;
    private final Progress progress;
    private final Random random;
    private final List<Long> workLeft = new ArrayList<>();
    private int brokersKilled;
    private int instancesKilled;
    private long screenedAtLastKill;

    FaultInjector(
            ChaosSettings settings,
            DevCluster cluster,
            List<Instance> instances,
            MeasureGenerator measureGenerator,
            Traffic traffic,
            Progress progress) {
        this.settings = settings;
        this.cluster = cluster;
        this.instances = instances;
        this.measureGenerator = measureGenerator;
        this.traffic = traffic;
        this.progress = progress;
        this.random = new Random(settings.seed());
    }

    /** Goes on until there was enough of everything. */
    void wreak() throws Exception {
        long end = System.nanoTime() + settings.duration().toNanos();
        while (kills() < settings.kills() || traffic.sent() < settings.transfers() || System.nanoTime() < end) {
            awaitWork();
            kill();
            measureGenerator.change();
            if (kills() == settings.kills() / 3) {
                restartInGoodOrder();
            }
            if (kills() == settings.kills() * 2 / 3) {
                takeTheRegistryAway();
            }
        }
        LOG.info("havoc ends after {} kills", kills());
    }

    /** Waits until enough was screened since the last kill, and there is work left to interrupt. */
    private void awaitWork() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isInTheMiddleOfWork()) {
            assertThat(System.nanoTime())
                    .as("nothing is screened any more; the instances said: %s", said())
                    .isLessThan(deadline);
            for (Instance instance : instances) {
                instance.reviveIfEnded();
            }
            Thread.sleep(STEP.toMillis());
        }
        // Not always at the moment of a look.
        Thread.sleep(random.nextInt(1_000));
    }

    private boolean isInTheMiddleOfWork() throws ExecutionException, InterruptedException {
        long screened = progress.screened();
        traffic.screened(screened);
        return screened - screenedAtLastKill >= WORK_BETWEEN_KILLS && traffic.sent() > screened;
    }

    private void kill() throws Exception {
        boolean mayKillBroker = progress.isInSync();
        long screened = progress.screened();
        long left = traffic.sent() - screened;
        screenedAtLastKill = screened;
        if (mayKillBroker && random.nextBoolean()) {
            int broker = 1 + random.nextInt(BROKERS);
            LOG.info("kill {}: broker {}, with {} transfers left to screen", kills() + 1, broker, left);
            cluster.killBroker(broker);
            brokersKilled++;
            Thread.sleep(random.nextInt(3_000));
            cluster.startBroker(broker);
        } else {
            Instance instance = instances.get(random.nextInt(instances.size()));
            LOG.info("kill {}: an instance, with {} transfers left to screen", kills() + 1, left);
            instance.kill();
            instancesKilled++;
            Thread.sleep(random.nextInt(3_000));
            if (random.nextInt(4) == 0) {
                instance.loseState();
            }
            instance.start();
        }
        workLeft.add(left);
    }

    private void restartInGoodOrder() throws IOException, InterruptedException {
        for (Instance instance : instances) {
            instance.reviveIfEnded();
            instance.awaitRunning();
            LOG.info("an instance is told to stop, and is started again");
            assertThat(instance.terminate())
                    .as("exit code of an instance that was told to stop; it said: %s", instance.said())
                    .isZero();
            instance.start();
            instance.awaitRunning();
        }
    }

    private void takeTheRegistryAway() throws InterruptedException {
        LOG.info("the registry is killed, and comes back");
        cluster.killRegistry();
        Thread.sleep(REGISTRY_AWAY.toMillis());
        cluster.startRegistry();
    }

    private List<String> said() throws IOException {
        List<String> said = new ArrayList<>();
        for (Instance instance : instances) {
            String all = instance.said();
            said.add(all.substring(Math.max(0, all.length() - 2_000)));
        }
        return said;
    }

    int kills() {
        return brokersKilled + instancesKilled;
    }

    int brokersKilled() {
        return brokersKilled;
    }

    int instancesKilled() {
        return instancesKilled;
    }

    /** How many transfers were left to screen at each kill. */
    List<Long> workLeft() {
        return List.copyOf(workLeft);
    }
}
