package io.tradewatch.screening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Role;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.kafka.Waits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of screening. Every meter of the common path is resolved here once: counting a clean transfer needs no
 * look-up and no allocation.
 *
 * <p>The counters count work. After an aborted transaction, the work is repeated and counted again; its latency is not
 * measured again ({@link #isFirstTry}).
 *
 * <p><b>Threading notes.</b> Safe for use by several threads.
 */
public final class ScreeningMeters {
    private static final Logger LOG = LoggerFactory.getLogger(ScreeningMeters.class);
    private static final int SAMPLED = 64;

    /** The percentiles of {@link #recentLatency}, as shares of the alerts. */
    public static final double MEDIAN = 0.5;

    public static final double SLOWEST = 0.99;

    private static final Duration[] LATENCY_BUCKETS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The overview reads every five seconds: each alert is in one reading or two. */
    private static final Duration RECENT = Duration.ofSeconds(12);

    private static final int HALVES = 2;
    private static final int PERCENTILE_DIGITS = 2;

    private final Counter clean;
    private final Counter violating;
    private final Counter superseded;
    private final Counter unscreened;
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
    private final ViolationCounters violations;
    private final Map<Role, Counter> unreadable = new EnumMap<>(Role.class);
    private final Timer latency;
    private final Timer recentLatency;
    private final Counter tooManyFindings;
    private final Counter registryRetries;
    private final Counter threadFailures;
    private final SupervisedThreads threads;
    private final Counter outOfReach;
    private volatile @Nullable TrustedClock clock;
    private final Waits waits = new Waits(System::nanoTime);
    private final Counter foreignPartition;
    /** By partition of transfers, the highest offset for which {@link #isFirstTry} returned true. */
    private final Map<Integer, Long> timedUpTo = new ConcurrentHashMap<>();

    private final AtomicBoolean isForeignTold = new AtomicBoolean();
    /** The number of partitions of the topic of transfers; 0 while it is unknown. */
    private volatile int partitions;

    /** @param registry where the meters are registered */
    public ScreeningMeters(MeterRegistry registry) {
        threads = new SupervisedThreads(registry);
        clean = outcome(registry, "clean");
        violating = outcome(registry, "violating");
        superseded = outcome(registry, "superseded");
        unscreened = outcome(registry, "dead_letter");
        for (Reason reason : Reason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("tradewatch.dead.letters")
                            .description("Transfers that could not be screened, by reason")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        violations = new ViolationCounters(registry);
        for (Role role : Role.values()) {
            unreadable.put(
                    role,
                    Counter.builder("tradewatch.countries.unreadable")
                            .description("Unreadable countries reported in alerts, by role")
                            .tag("role", role.name())
                            .register(registry));
        }
        latency = Timer.builder("tradewatch.alert.latency")
                .description("Time from a transfer's record timestamp until its alert is passed to the producer")
                .serviceLevelObjectives(LATENCY_BUCKETS)
                .register(registry);
        // In a registry of its own: a timer has one expiry, and that of the metric's maximum must outlast a scrape.
        recentLatency = Timer.builder("recent")
                .publishPercentiles(MEDIAN, SLOWEST)
                .percentilePrecision(PERCENTILE_DIGITS)
                .distributionStatisticExpiry(RECENT)
                .distributionStatisticBufferLength(HALVES)
                .register(new SimpleMeterRegistry());
        tooManyFindings = Counter.builder("tradewatch.transfers.too.many.findings")
                .description("Transfers that got a single alert because they have more violations than the limit")
                .register(registry);
        registryRetries = Counter.builder("tradewatch.registry.retries")
                .description("Calls to the schema registry that got no usable answer and are retried")
                .register(registry);
        threadFailures = Counter.builder("tradewatch.stream.thread.failures")
                .description("Stream threads that failed")
                .register(registry);
        foreignPartition = Counter.builder("tradewatch.transfers.foreign.partition")
                .description(
                        "Transfers in a different partition than Kafka's default partitioner chooses; one in 64 is checked")
                .register(registry);
        Gauge.builder("tradewatch.clock.ahead.seconds", this, ScreeningMeters::clockAhead)
                .description(
                        "How far the machine's clock appears to be ahead, after a broker refused its time; 0: not ahead")
                .register(registry);
        outOfReach = Counter.builder("tradewatch.rescreening.out.of.reach")
                .description(
                        "Past transfers that rescreening passes did not read because they are older than the look-back")
                .register(registry);
    }

    /**
     * Enables the comparison of a transfer's partition with the choice of Kafka's default partitioner among this number
     * of partitions.
     */
    public void expectPartitions(int count) {
        partitions = count;
    }

    /**
     * Checks the partition of one transfer in {@value #SAMPLED}, by offset: hashing each key would add a tenth to the
     * cost of a clean transfer.
     */
    public void samplePartition(ConsumerRecord<byte[], byte[]> consumed) {
        int count = partitions;
        byte[] key = consumed.key();
        if (consumed.offset() % SAMPLED != 0 || count == 0 || key == null) {
            return;
        }
        int expected = PartitionByTransfer.of(key, count);
        if (expected == consumed.partition()) {
            return;
        }
        foreignPartition.increment();
        if (isForeignTold.compareAndSet(false, true)) {
            LOG.warn(
                    "offset {} of partition {} of {} belongs to partition {} by Kafka's default partitioner: if two"
                            + " producers of one transfer partition differently, its revisions are screened apart and"
                            + " alerts stay that a correction should withdraw. Use the default partitioner everywhere"
                            + " (librdkafka: partitioner=murmur2_random)",
                    consumed.offset(),
                    consumed.partition(),
                    consumed.topic(),
                    expected);
        }
    }

    /** Meters without a reader. */
    public static ScreeningMeters unread() {
        return new ScreeningMeters(new CompositeMeterRegistry());
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder("tradewatch.transfers.screened")
                .description("Transfers received and processed, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Counts a transfer without findings. */
    public void clean() {
        clean.increment();
    }

    /** Counts a transfer with findings, new or known. */
    void violating() {
        violating.increment();
    }

    /** Counts a transfer of which a higher revision was seen before. */
    void superseded() {
        superseded.increment();
    }

    /** Counts a transfer that became a dead letter. */
    void deadLetter(Reason reason) {
        unscreened.increment();
        deadLetters.get(reason).increment();
    }

    /** Counts an alert that was passed to the sink. */
    void alert(Violation alert) {
        violations.count(alert);
        if (alert.getStatus() != ViolationStatus.WITHDRAWN) {
            if (alert.getDoubts().contains(Doubt.TOO_MANY_FINDINGS.name())) {
                tooManyFindings.increment();
            }
            alert.getUnreadable()
                    .forEach(country ->
                            unreadable.get(Role.valueOf(country.getRole())).increment());
        }
    }

    /**
     * Marks a newly arrived transfer as screened, and returns whether this is the first attempt. After an aborted
     * transaction the transfer is read again, often seconds later, and none of its earlier alerts was visible.
     * Measuring each attempt would make one repeatedly failing transfer look like many slow ones.
     *
     * @return false if this process has seen the transfer, or a later one of the partition, before
     */
    public boolean isFirstTry(RecordLocation origin) {
        Long before = timedUpTo.get(origin.partition());
        if (before != null && before >= origin.offset()) {
            return false;
        }
        timedUpTo.put(origin.partition(), origin.offset());
        return true;
    }

    /** Records the time from a transfer's timestamp to its alert, in ms. */
    void latency(long millis, Violation alert, Headers received) {
        Duration taken = Duration.ofMillis(Math.max(0, millis));
        AlertTrace.measure(alert, received, () -> latency.record(taken));
        recentLatency.record(taken);
    }

    /**
     * The latency of alerts, with its percentiles {@link #MEDIAN} and {@link #SLOWEST} over the last 6 to 12 s, accurate
     * to 1 %.
     */
    public Timer recentLatency() {
        return recentLatency;
    }

    void registryRetry() {
        registryRetries.increment();
    }

    /** Counts the past transfers of a partition that were older than the look-back when a pass began. */
    public void outOfReach(long transfers) {
        outOfReach.increment((double) transfers);
    }

    /** Sets the clock from which the metrics read whether the machine's clock is ahead. */
    public void watch(TrustedClock watched) {
        clock = watched;
    }

    private double clockAhead() {
        TrustedClock watched = clock;
        return watched == null ? 0 : watched.ahead() / 1_000.0;
    }

    /** The current waits of threads. */
    public Waits waits() {
        return waits;
    }

    /** Creates the application's threads, and counts their failures. */
    public SupervisedThreads threads() {
        return threads;
    }

    public void threadFailure() {
        threadFailures.increment();
    }
}
