package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.kafka.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A steady stream of new transfers, some of which break a measure, so that the time from sending one to reading its alert
 * can be taken at any moment.
 *
 * <p><b>Threading notes.</b> One thread of its own sends; any thread may ask.
 */
final class LiveTraffic implements AutoCloseable {
    /** Ten clean transfers and a probe every 20 ms. */
    static final String WORDS = "500 clean transfers and 50 that break a measure a second";

    private static final long TICK_MS = 20;
    private static final int CLEAN_A_TICK = 10;

    /** Far beyond the numbers of what was published before. */
    private static final long FIRST_NUMBER = 1_000_000_000;

    private final BenchCluster cluster;
    private final TopicNames topics;
    private final GeneratedTrade trade;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-traffic");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long number = FIRST_NUMBER;

    /** A probe, by the id of the violation that it must lead to. */
    private record Sent(String violationId, long at) {}

    LiveTraffic(BenchCluster cluster, TopicNames topics, GeneratedTrade trade) {
        this.cluster = cluster;
        this.topics = topics;
        this.trade = trade;
        var unused = sender.scheduleAtFixedRate(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long next = number;
        for (int i = 0; i < CLEAN_A_TICK; i++) {
            cluster.send(topics, trade.transfer(next++, Kind.CLEAN));
        }
        var probe = trade.transfer(next++, Kind.PROBE);
        number = next;
        sent.add(new Sent(
                Violations.id(probe.getTransferId(), 1, GeneratedLaw.probe().measureId()), System.nanoTime()));
        cluster.send(topics, probe);
    }

    /**
     * The milliseconds from sending to reading of the probes that were sent between two moments.
     *
     * @param from in the terms of {@link System#nanoTime}
     */
    List<Double> latencies(AlertWatch watch, long from, long to) {
        List<Sent> between = sent.stream()
                .filter(probe -> probe.at() >= from && probe.at() < to)
                .toList();
        watch.awaitAll(between.stream().map(Sent::violationId).toList());
        List<Double> millis = new ArrayList<>();
        for (Sent probe : between) {
            millis.add((watch.readableAt(probe.violationId()).orElseThrow() - probe.at()) / 1e6);
        }
        return millis;
    }

    /** How many transfers were sent, probes included. */
    long sentSoFar() {
        return number - FIRST_NUMBER;
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
