package io.tradewatch.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.records.StructuralDefect.Reason;
import io.tradewatch.screening.Role;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/**
 * Counts what screening does, for people who watch it. Every meter of the usual path is resolved here once: counting a
 * clean transfer looks nothing up and allocates nothing.
 *
 * <p>What is counted is work. Work of a transaction that was aborted is done again, and is counted again.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads.
 */
public final class ScreeningMeters {
    private static final Duration[] LATENCY_BUCKETS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Counter clean;
    private final Counter violating;
    private final Counter superseded;
    private final Counter unscreened;
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
    private final ViolationCounters violations;
    private final Map<Role, Counter> unreadable = new EnumMap<>(Role.class);
    private final Timer latency;
    private final Counter registryRetries;
    private final Counter threadFailures;
    private final Counter outOfReach;
    private final Waits waits = new Waits(System::nanoTime);

    /** @param registry where the meters are registered */
    public ScreeningMeters(MeterRegistry registry) {
        clean = outcome(registry, "clean");
        violating = outcome(registry, "violating");
        superseded = outcome(registry, "superseded");
        unscreened = outcome(registry, "dead_letter");
        for (Reason reason : Reason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("tradewatch.dead.letters")
                            .description("Transfers that could not be screened, by what is wrong with them")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        violations = new ViolationCounters(registry);
        for (Role role : Role.values()) {
            unreadable.put(
                    role,
                    Counter.builder("tradewatch.countries.unreadable")
                            .description("Countries that could not be read, as alerts told of them, by their role")
                            .tag("role", role.name())
                            .register(registry));
        }
        latency = Timer.builder("tradewatch.alert.latency")
                .description("From the timestamp of a transfer's record to the hand-over of its alert")
                .serviceLevelObjectives(LATENCY_BUCKETS)
                .register(registry);
        registryRetries = Counter.builder("tradewatch.registry.retries")
                .description("Calls to the schema registry that got no usable answer and are tried again")
                .register(registry);
        threadFailures = Counter.builder("tradewatch.stream.thread.failures")
                .description("Stream threads that failed")
                .register(registry);
        outOfReach = Counter.builder("tradewatch.rescreening.out.of.reach")
                .description("Past transfers that passes left unread because they are older than the look-back")
                .register(registry);
    }

    /** Meters that nobody reads. */
    public static ScreeningMeters unread() {
        return new ScreeningMeters(new CompositeMeterRegistry());
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder("tradewatch.transfers.screened")
                .description("Transfers that came in and were screened, by what came of it")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** A transfer in which nothing was found. */
    void clean() {
        clean.increment();
    }

    /** A transfer in which something was found, new or not. */
    void violating() {
        violating.increment();
    }

    /** A transfer of which a higher revision was seen before. */
    void superseded() {
        superseded.increment();
    }

    /** A transfer that became a dead letter. */
    void deadLetter(Reason reason) {
        unscreened.increment();
        deadLetters.get(reason).increment();
    }

    /** An alert was handed over. */
    void alert(Violation alert) {
        violations.count(alert);
        if (alert.getStatus() != ViolationStatus.WITHDRAWN) {
            alert.getUnreadable()
                    .forEach(country ->
                            unreadable.get(Role.valueOf(country.getRole())).increment());
        }
    }

    /** How long a transfer that just came in took to become an alert. */
    void latency(long millis, Violation alert, Headers received) {
        AlertTrace.measure(alert, received, () -> latency.record(Duration.ofMillis(Math.max(0, millis))));
    }

    void registryRetry() {
        registryRetries.increment();
    }

    /** A pass began, and so many past transfers of its partition were older than the look-back. */
    void outOfReach(long transfers) {
        outOfReach.increment((double) transfers);
    }

    /** What threads wait for now. */
    Waits waits() {
        return waits;
    }

    void threadFailure() {
        threadFailures.increment();
    }
}
