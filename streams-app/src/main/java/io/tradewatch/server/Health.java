package io.tradewatch.server;

import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Trouble;
import io.tradewatch.kafka.Waits;
import io.tradewatch.ruleset.Unusable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Determines liveness and readiness. The application is live unless only a restart helps. It is ready when it screens new
 * transfers without delay. Safe for use by several threads.
 */
final class Health {
    private final Supplier<Optional<Vitals>> vitals;
    private final Duration maxLawAge;
    private final Clock clock;

    /**
     * @param vitals the state of the application; empty while it starts
     * @param maxLawAge maximum age of the newest record of the law; zero: any age
     */
    Health(Supplier<Optional<Vitals>> vitals, Duration maxLawAge, Clock clock) {
        this.vitals = vitals;
        this.maxLawAge = maxLawAge;
        this.clock = clock;
    }

    /** Down when only a restart helps. */
    HealthReport live() {
        return vitals.get().map(Health::live).orElseGet(() -> HealthReport.of(List.of(), List.of("it is starting")));
    }

    private static HealthReport live(Vitals now) {
        List<String> reasons = new ArrayList<>();
        if (hasEnded(now.state())) {
            reasons.add("screening has ended: Kafka Streams is " + now.state() + because(now.lastFailure()));
        } else if (now.state().isRunningOrRebalancing() && now.threadsAlive() == 0) {
            reasons.add("every stream thread is dead" + because(now.lastFailure()));
        }
        List<String> warnings =
                now.lastFailure().isEmpty() ? List.of() : List.of("a stream thread failed: " + now.lastFailure());
        return HealthReport.of(reasons, reasons.isEmpty() ? warnings : List.of());
    }

    private static boolean hasEnded(State state) {
        return state == State.PENDING_ERROR || state == State.ERROR || state == State.NOT_RUNNING;
    }

    private static String because(String failure) {
        return failure.isEmpty() ? "" : " (" + failure + ")";
    }

    /** Down when new transfers would wait, or would be screened with a ruleset that is incomplete or too old. */
    HealthReport ready() {
        return vitals.get().map(this::ready).orElseGet(() -> HealthReport.of(List.of("it is starting"), List.of()));
    }

    private HealthReport ready(Vitals now) {
        List<String> reasons = new ArrayList<>(live(now).reasons());
        if (reasons.isEmpty() && now.state() != State.RUNNING) {
            reasons.add("Kafka Streams is " + now.state() + ", expected RUNNING");
        }
        if (!now.lawObstacle().isEmpty()) {
            reasons.add(now.lawObstacle());
        }
        reasons.addAll(lacking(now.unusable()));
        now.waitingFor().forEach(what -> reasons.add(waiting(what)));
        reasons.addAll(now.inputProblems());
        now.lawPublished()
                .filter(this::isTooOld)
                .ifPresent(at -> reasons.add(
                        "the newest record of the law is of " + at + ", older than http.max-law-age allows"));
        now.registryProblem().ifPresent(reasons::add);
        reasons.addAll(troubles(now, Concern.SCREENING));
        return HealthReport.of(reasons, troubles(now, Concern.WINDOW));
    }

    private static String waiting(Waits.For what) {
        return what == Waits.For.BROKER
                ? "the broker does not answer: nothing is read and no alert is published until it does"
                : "stream threads wait for " + what;
    }

    private static List<String> troubles(Vitals now, Concern concern) {
        return now.troubles().stream()
                .filter(trouble -> trouble.concern() == concern)
                .map(Trouble::toString)
                .toList();
    }

    /** The first unusable records of the ruleset, each with key, offset and reason, and the number of the others. */
    private static List<String> lacking(List<Unusable> unusable) {
        List<String> reasons = new ArrayList<>();
        unusable.stream()
                .limit(Unusable.MOST_SHOWN)
                .forEach(record -> reasons.add("the ruleset is incomplete: it lacks the record " + record));
        if (unusable.size() > Unusable.MOST_SHOWN) {
            reasons.add("the ruleset is incomplete: it lacks " + (unusable.size() - Unusable.MOST_SHOWN)
                    + " more records; the log names them");
        }
        return reasons;
    }

    private boolean isTooOld(Instant published) {
        return !maxLawAge.isZero() && published.plus(maxLawAge).isBefore(clock.instant());
    }
}
