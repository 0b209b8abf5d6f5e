package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a record that fails from stopping those behind it. A record that fails before anything was written for it is tried
 * again at once; one that fails later fails its thread, which reads it again. One that failed too often is given up, with
 * the reason FAILED.
 *
 * <p>Only what is of the record counts: neither waiting for something that is unavailable, nor what Kafka itself fails
 * with, such as a task that has moved elsewhere. Used by one thread.
 */
final class FailureFence implements RetryPolicy.Listener {
    /** What takes longer may outlive its transaction, which ends after 10 s unless {@code transaction.timeout.ms} is set. */
    static final Duration SLOW = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FailureFence.class);
    private static final long NOTHING = -1;

    private final RecordFailures failures;
    private final InFlightRecord inHand;
    private long offset = NOTHING;
    private long resumed;
    private long busyNanos;

    /** @param partition whose records are screened */
    FailureFence(RecordFailures failures, TopicPartition partition) {
        this.failures = failures;
        this.inHand = failures.inHand(partition);
    }

    /**
     * Screens a record.
     *
     * @param place where it was read from
     * @param key its key; null where it has none
     * @param isArrival whether it has just come in; otherwise it is screened again
     * @param screening screens it; gives why that cannot be done, if it cannot
     * @param isHalfDone whether the last try had begun to write
     * @return why it is a dead letter; empty where it is none
     */
    Optional<StructuralDefect> screen(
            RecordLocation place,
            byte @Nullable [] key,
            boolean isArrival,
            Supplier<Optional<StructuralDefect>> screening,
            BooleanSupplier isHalfDone) {
        while (true) {
            Optional<StructuralDefect> verdict = failures.verdict(place, key, isArrival);
            if (verdict.isPresent()) {
                return verdict;
            }
            long before = busyNanos;
            begin(place.offset());
            try {
                Optional<StructuralDefect> result = screening.get();
                end();
                noteIfSlow(place, isArrival, busyNanos - before);
                return result;
            } catch (OutOfMemoryError e) {
                // Stays in hand: the next start is to know it.
                LOG.error("out of memory while {} was being screened", place);
                throw e;
            } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
                end();
                if (!isOfTheRecord(e)) {
                    throw e;
                }
                failures.failed(place, isArrival, e);
                if (isHalfDone.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    private void noteIfSlow(RecordLocation place, boolean isArrival, long nanos) {
        if (isArrival && nanos >= SLOW.toNanos()) {
            failures.slow(place, Duration.ofNanos(nanos).toSeconds());
        }
    }

    /** Whether an exception says something of the record that was screened, and not of what screening rests on. */
    static boolean isOfTheRecord(Throwable failure) {
        boolean isKafkas = failure instanceof KafkaException && !(failure instanceof SerializationException);
        return !isKafkas
                && !(failure instanceof ShutdownSignal.Stopped)
                && !StreamsExceptionHandler.isUnavailability(failure);
    }

    /** How long records were screened so far, in ns, without the time that was spent waiting. */
    long busyNanos() {
        return busyNanos;
    }

    private void begin(long next) {
        offset = next;
        goesOn();
    }

    private void end() {
        waits();
        offset = NOTHING;
    }

    /** What waits is not what a process ends with. */
    @Override
    public void waits() {
        if (offset != NOTHING) {
            busyNanos += System.nanoTime() - resumed;
            inHand.release();
        }
    }

    @Override
    public void goesOn() {
        if (offset != NOTHING) {
            resumed = System.nanoTime();
            inHand.take(offset);
        }
    }
}
