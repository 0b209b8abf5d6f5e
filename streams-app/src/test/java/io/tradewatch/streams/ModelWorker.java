package io.tradewatch.streams;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.rescreen.ProgressBoard;
import io.tradewatch.ruleset.RulesetSource;
import io.tradewatch.screening.Codecs;
import io.tradewatch.screening.ScreeningMeters;
import java.time.Duration;
import java.util.Map;

/** What histories share that one thread runs one after the other: the registry, and what has learnt its schemas. */
public final class ModelWorker {
    public static final TopicNames TOPICS = TopicNames.withPrefix("");

    /** Below zero: a task that has to wait for the law gives up at once, and tries again later. */
    private static final Duration NO_PATIENCE = Duration.ofMillis(-1);

    static final Duration VIOLATION_MEMORY = Duration.ofDays(365);

    /** So low that changes of the law take transfers beyond it, and back. */
    static final int MAX_VIOLATIONS = 2;

    private final ShutdownSignal stop = new ShutdownSignal();
    private final RegistrySchemas schemas;
    private final ModelRecords records;
    private final Codecs codecs;

    /** @param registry the name of a registry in memory; threads may share it */
    public ModelWorker(String registry) {
        this.schemas = RegistrySchemas.connect(Map.of("schema.registry.url", "mock://" + registry));
        this.records = new ModelRecords(schemas);
        this.codecs = parts(
                        () -> {
                            throw new AssertionError("no law is needed to read and write");
                        },
                        PastTransferLog.off(),
                        ReferenceTables.RULES_VERSION,
                        () -> 0)
                .codecs();
    }

    public RegistrySchemas schemas() {
        return schemas;
    }

    ModelRecords records() {
        return records;
    }

    public Codecs codecs() {
        return codecs;
    }

    public ScreeningParts parts(
            RulesetSource law,
            PastTransferLog pastTransferLog,
            int rulesVersion,
            java.util.function.LongSupplier clock) {
        return new ScreeningParts(
                "model",
                TOPICS,
                schemas,
                law,
                stop,
                NO_PATIENCE,
                clock,
                rulesVersion,
                pastTransferLog,
                VIOLATION_MEMORY,
                new ProgressBoard(),
                ScreeningMeters.unread());
    }
}
