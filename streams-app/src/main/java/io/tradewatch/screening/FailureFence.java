package io.tradewatch.screening;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.ShutdownSignal;
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
 * Prevents a failing record from blocking the records after it. If a record fails before any output was written for it,
 * it is retried immediately. If it fails later, its stream thread fails, and the replacement thread reads the record
 * again. A record that reaches the failure limit becomes a dead letter with the reason FAILED.
 *
 * <p>Only failures that the record causes are counted. Waits for an unavailable service are not counted, nor are
 * Kafka's own exceptions, such as a task that has moved to another instance. Used by one thread.
 */
public final class FailureFence implements RetryPolicy.Listener {
    /**
     * Screening that takes longer may exceed its transaction timeout, which is 10 s unless
     * {@code transaction.timeout.ms} is set.
     */
    public static final Duration SLOW = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FailureFence.class);
    private static final long NOTHING = -1;

    private final RecordFailures failures;
    private final InFlightRecord inHand;
    private long offset = NOTHING;
    private long resumed;
    private long busyNanos;

    /** @param partition the partition whose records are screened */
    public FailureFence(RecordFailures failures, TopicPartition partition) {
        this.failures = failures;
        this.inHand = failures.inHand(partition);
    }

    /**
     * Screens a record.
     *
     * @param place the location from which the record was read
     * @param key the record's key; null if it has none
     * @param isArrival whether the record has just arrived; false if it is screened again
     * @param screening screens the record; returns a defect if the record cannot be screened
     * @param isHalfDone whether the last attempt had begun to write
     * @return why the record becomes a dead letter; empty if it does not
     */
    public Optional<StructuralDefect> screen(
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
                // The record stays marked as in flight, so that the next start finds it.
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

    /** Whether the record caused an exception, and not a service that screening depends on. */
    public static boolean isOfTheRecord(Throwable failure) {
        boolean isKafkas = failure instanceof KafkaException && !(failure instanceof SerializationException);
        return !isKafkas && !(failure instanceof ShutdownSignal.Stopped) && !CauseChain.isUnavailability(failure);
    }

    /** The time spent screening records so far, in ns, excluding waits. */
    public long busyNanos() {
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

    /** Clears the in-flight mark during a wait: if the process ends meanwhile, the record is not the cause. */
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
