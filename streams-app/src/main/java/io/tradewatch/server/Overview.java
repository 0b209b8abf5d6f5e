package io.tradewatch.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Running;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.ScreeningApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * The overview for a person on call. It covers the last 15 minutes, so that it also shows what led to an alarm. It contains
 * nothing that {@code /metrics} does not contain.
 *
 * <p><b>Threading notes.</b> One supervised thread reads the meters every five seconds. Any thread may request the overview.
 * This object's lock guards the points.
 */
final class Overview implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int POINTS = 180;
    private static final double NANOS = 1e9;

    private final MeterRegistry meters;
    private final Timer latency;
    private final Health health;
    private final Instant startedAt = Instant.now();
    private final AtomicReference<Supplier<OptionalLong>> lag = new AtomicReference<>(OptionalLong::empty);
    private final Deque<Point> points = new ArrayDeque<>();
    private final Running looking;
    private Counters last;

    /** The counters at one moment. */
    private record Counters(long nanos, double transfers, double alerts, double deadLetters, long timed) {}

    /**
     * The changes between two readings of the meters.
     *
     * @param at the time of the later reading
     * @param latencyMedian in seconds, of the alerts of the last 6 to 12 s; null when none was timed in between
     * @param latencySlowest the 99th percentile of the same alerts, in seconds
     * @param lag null while it is not known
     * @param recordsLeft past transfers that are still to be screened again
     */
    record Point(
            String at,
            double transfersPerSecond,
            double alertsPerSecond,
            double deadLettersPerSecond,
            @Nullable Double latencyMedian,
            @Nullable Double latencySlowest,
            @Nullable Long lag,
            @Nullable Double measures,
            @Nullable Double lawAgeSeconds,
            @Nullable Double recordsLeft) {}

    /** The law; a value is null while there is none. */
    record Law(
            @Nullable Double measures,
            @Nullable Double position,
            @Nullable Double ageSeconds,
            @Nullable Double malformed) {}

    /** Past transfers that are screened again because the law changed. */
    record Rescreening(
            @Nullable Double passes,
            @Nullable Double recordsLeft,
            @Nullable Double ageSeconds) {}

    /**
     * The whole answer. Counts begin at 0 with each start, and cover this instance only.
     *
     * @param foreignPartition transfers in another partition than Kafka's default partitioner chooses, of those that were
     *     checked
     */
    record Answer(
            String at,
            String startedAt,
            HealthReport live,
            HealthReport ready,
            Law law,
            Rescreening rescreening,
            Map<String, Long> transfers,
            Map<String, Long> alerts,
            Map<String, Long> deadLetters,
            long foreignPartition,
            @Nullable Long lag,
            long intervalSeconds,
            List<Point> points) {}

    /** @param screening has the latency of alerts, and makes the thread that reads the meters */
    Overview(MeterRegistry meters, ScreeningMeters screening, Health health) {
        this.meters = meters;
        this.latency = screening.recentLatency();
        this.health = health;
        this.last = counters();
        this.looking = screening.threads().start("overview", Concern.WINDOW, self -> {
            while (!self.isClosing()) {
                self.pause(INTERVAL);
                add();
            }
        });
    }

    /** Includes an application's lag from now on. */
    void watch(ScreeningApplication application) {
        lag.set(() -> recordsLag(application.streams().metrics()));
    }

    /** Reads the meters and keeps the changes since the previous reading. */
    synchronized void add() {
        Counters now = counters();
        double seconds = Math.max(1, now.nanos() - last.nanos()) / NANOS;
        boolean isTimed = now.timed() > last.timed();
        points.add(new Point(
                Instant.now().toString(),
                (now.transfers() - last.transfers()) / seconds,
                (now.alerts() - last.alerts()) / seconds,
                (now.deadLetters() - last.deadLetters()) / seconds,
                isTimed ? latency(ScreeningMeters.MEDIAN) : null,
                isTimed ? latency(ScreeningMeters.SLOWEST) : null,
                lagNow(),
                gauge("tradewatch.law.measures"),
                gauge("tradewatch.law.age"),
                gauge("tradewatch.rescreening.records.left")));
        last = now;
        if (points.size() > POINTS) {
            points.remove();
        }
    }

    private Counters counters() {
        return new Counters(
                System.nanoTime(),
                sum("tradewatch.transfers.screened"),
                sum("tradewatch.violations"),
                sum("tradewatch.dead.letters"),
                latency.count());
    }

    private double sum(String counter) {
        return meters.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double latency(double percentile) {
        return Arrays.stream(latency.takeSnapshot().percentileValues())
                .filter(each -> each.percentile() == percentile)
                .mapToDouble(each -> each.value(TimeUnit.SECONDS))
                .findAny()
                .orElseThrow();
    }

    private @Nullable Long lagNow() {
        OptionalLong now = lag.get().get();
        return now.isPresent() ? now.getAsLong() : null;
    }

    /** The current state. */
    Answer now() {
        List<Point> kept;
        synchronized (this) {
            kept = List.copyOf(points);
        }
        return new Answer(
                Instant.now().toString(),
                startedAt.toString(),
                health.live(),
                health.ready(),
                new Law(
                        gauge("tradewatch.law.measures"),
                        gauge("tradewatch.law.position"),
                        gauge("tradewatch.law.age"),
                        gauge("tradewatch.law.malformed")),
                new Rescreening(
                        gauge("tradewatch.rescreening.passes"),
                        gauge("tradewatch.rescreening.records.left"),
                        gauge("tradewatch.rescreening.age")),
                by("outcome", "tradewatch.transfers.screened"),
                by("programme", "tradewatch.violations"),
                by("reason", "tradewatch.dead.letters"),
                (long) sum("tradewatch.transfers.foreign.partition"),
                lagNow(),
                INTERVAL.toSeconds(),
                kept);
    }

    private @Nullable Double gauge(String name) {
        Gauge gauge = meters.find(name).gauge();
        double value = gauge == null ? Double.NaN : gauge.value();
        return Double.isNaN(value) ? null : value;
    }

    /** Counts by one label, without those that are 0. */
    private Map<String, Long> by(String label, String name) {
        Map<String, Long> counts = new TreeMap<>();
        for (Counter counter : meters.find(name).counters()) {
            long count = (long) counter.count();
            if (count > 0) {
                counts.merge(String.valueOf(counter.getId().getTag(label)), count, Long::sum);
            }
        }
        return counts;
    }

    /**
     * The number of transfers that wait in their topic, as this instance's Kafka consumers last measured it; empty until one
     * of its partitions has been read.
     */
    private static OptionalLong recordsLag(Map<MetricName, ? extends Metric> metrics) {
        long lag = 0;
        boolean isKnown = false;
        for (Map.Entry<MetricName, ? extends Metric> each : metrics.entrySet()) {
            if (isLagOfAPartition(each.getKey())
                    && each.getValue().metricValue() instanceof Double records
                    && !records.isNaN()) {
                lag += records.longValue();
                isKnown = true;
            }
        }
        return isKnown ? OptionalLong.of(lag) : OptionalLong.empty();
    }

    /** Excludes the consumers that restore state or read the law. */
    private static boolean isLagOfAPartition(MetricName name) {
        String client = name.tags().getOrDefault("client-id", "");
        return name.name().equals("records-lag")
                && name.tags().containsKey("partition")
                && !client.endsWith("-restore-consumer")
                && !client.endsWith("-global-consumer");
    }

    @Override
    public void close() {
        looking.close();
    }
}
