package io.tradewatch.topology;

import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.TopicNames;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What the processors are made of, handed in from outside.
 *
 * @param applicationId names the application in the alerts' headers
 * @param topics the topics that it reads and writes
 * @param schemas the schema registry
 * @param law where the law is read
 * @param stop tells when the application stops
 * @param patience how long a transfer may wait for the law or the schema registry before its thread is replaced; well
 *     below {@code max.poll.interval.ms}
 * @param clock the time by the clock, in ms since the epoch
 * @param rulesVersion version of the rules, normally {@link io.tradewatch.engine.index.ReferenceTables#RULES_VERSION}
 * @param pastTransferLog opens the log of past transfers of a partition
 * @param violationMemory how long withdrawn violations are remembered
 * @param board shows how far each task has got with the law
 * @param meters counts what is done
 * @param limits how large a record may be that is written
 * @param failures which records failed
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

    /** Parts where nothing is written to a broker: records may have any size, and a failure is forgotten with the process. */
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
}
