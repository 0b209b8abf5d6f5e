package io.tradewatch.streams;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.rescreen.ProgressBoard;
import io.tradewatch.ruleset.RulesetSource;
import io.tradewatch.screening.Codecs;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.RetryPolicy;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.screening.SizeLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The dependencies of the processors.
 *
 * @param applicationId names the application in the alerts' headers
 * @param topics the topics that it reads and writes
 * @param schemas the schema registry
 * @param law the source of the ruleset
 * @param stop signals that the application stops
 * @param patience how long a transfer may wait for the ruleset or the schema registry before its thread is replaced;
 *     well below {@code max.poll.interval.ms}
 * @param clock the wall clock, in ms since the epoch
 * @param rulesVersion version of the rules, normally {@link io.tradewatch.engine.index.ReferenceTables#RULES_VERSION}
 * @param pastTransferLog opens the log of past transfers of a partition
 * @param violationMemory how long withdrawn violations are stored
 * @param board publishes the rescreening progress of each task
 * @param meters the metrics of screening
 * @param limits the size limits of output records
 * @param failures counts the failures of each record
 */
public record ScreeningParts(
        String applicationId,
        TopicNames topics,
        RegistrySchemas schemas,
        RulesetSource law,
        ShutdownSignal stop,
        Duration patience,
        TrustedClock clock,
        int rulesVersion,
        PastTransferLog pastTransferLog,
        Duration violationMemory,
        ProgressBoard board,
        ScreeningMeters meters,
        SizeLimits limits,
        RecordFailures failures) {
    private static final int FAILURES_A_RECORD = 3;

    /**
     * Creates parts for use without a broker: records may have any size, and failure counts do not outlive the process.
     */
    public ScreeningParts(
            String applicationId,
            TopicNames topics,
            RegistrySchemas schemas,
            RulesetSource law,
            ShutdownSignal stop,
            Duration patience,
            LongSupplier clock,
            int rulesVersion,
            PastTransferLog pastTransferLog,
            Duration violationMemory,
            ProgressBoard board,
            ScreeningMeters meters) {
        this(
                applicationId,
                topics,
                schemas,
                law,
                stop,
                patience,
                new TrustedClock(clock),
                rulesVersion,
                pastTransferLog,
                violationMemory,
                board,
                meters,
                SizeLimits.none(),
                new RecordFailures(FAILURES_A_RECORD, null));
    }

    /** New decoders and encoders for one task. */
    Codecs codecs() {
        return Codecs.of(schemas, topics, new RetryPolicy(stop, patience, meters));
    }
}
