package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the records of the ruleset, compiles them and publishes the compiled ruleset.
 *
 * <p><b>Threading notes.</b> The global thread calls {@link #apply} and, when the topic has been replayed,
 * {@link #replayed}. From then on one compiler thread compiles the ruleset: immediately after the replay, and after a
 * delay when it changes. Stream threads call {@link #current} only. All fields but {@code snapshot} are guarded by this
 * object's lock; compiling itself happens outside it, and an older compilation never replaces a newer one.
 */
public final class RulesetLoader implements RulesetSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetLoader.class);

    /** The delay between a failed compilation and the next one. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final String topicId;
    private final Duration debounce;
    private final int maxViolations;
    private final RulesetEnd end;
    private final ScheduledExecutorService compiler;
    private final RulesetFold fold = new RulesetFold();
    private @Nullable Instant lastPublished;
    private Duration compileTime = Duration.ZERO;
    private @Nullable Future<?> compilation;
    private boolean isReplayed;
    private volatile CompiledRuleset snapshot;

    /**
     * Creates a loader with an empty ruleset, which is {@linkplain RulesetCompleteness#PENDING pending} until the first
     * compilation.
     *
     * @param topicId the id of the measures topic
     * @param debounce how long to wait for further changes before compiling; zero or more
     * @param maxViolations the maximum number of violations that are published separately per transfer; as in
     *     {@link io.tradewatch.engine.rules.Screening}
     * @param endOfTopic reads the next offset of the topic from Kafka; called by the compiler thread, may block and
     *     fail
     * @param threads creates the compiler thread
     */
    public RulesetLoader(
            String topicId, Duration debounce, int maxViolations, LongSupplier endOfTopic, SupervisedThreads threads) {
        this.topicId = topicId;
        this.debounce = debounce;
        this.maxViolations = maxViolations;
        this.compiler = threads.scheduler("law-compiler", Concern.SCREENING);
        this.end = new RulesetEnd(endOfTopic, compiler);
        this.snapshot = CompiledRuleset.pending(
                topicId, MeasureIndex.compile(Law.of(List.of(), ReferenceTables.of(List.of()))), maxViolations);
    }

    @Override
    public CompiledRuleset current() {
        return snapshot;
    }

    @Override
    public boolean endsBelow(long position) {
        return end.isBelow(position);
    }

    /** The publication time, compile time and malformed records of the ruleset. */
    public synchronized RulesetState state() {
        return new RulesetState(Optional.ofNullable(lastPublished), compileTime, fold.unreadable());
    }

    /** Records the publication time of a record. */
    public synchronized void published(Instant at) {
        if (lastPublished == null || at.isAfter(lastPublished)) {
            lastPublished = at;
        }
    }

    /**
     * Applies one record. Applying a record again changes nothing, so the topic can be replayed.
     *
     * @param offset the record's offset
     * @param key the record's key
     * @param outcome the decoded record, or why it cannot be decoded
     */
    public synchronized void apply(long offset, String key, DecodeResult<RulesetRecord> outcome) {
        fold.take(offset, key, outcome);
    }

    /** Removes the record with a key, if there is one. */
    public synchronized void remove(long offset, String key) {
        fold.remove(offset, key);
    }

    /**
     * Called when the replay of the topic is complete. The ruleset is compiled immediately, while the stream threads
     * start and join their group. Both take seconds for a large ruleset. No transfer is screened before, because the
     * ruleset is pending.
     */
    public synchronized void replayed() {
        isReplayed = true;
        compilation = compiler.submit(this::compileAndLog);
    }

    /**
     * Schedules a compilation that includes all records received until then. Does nothing during the replay: a partial
     * ruleset is unusable, and its compilation would delay the replay.
     */
    public synchronized void compileSoon() {
        if (isReplayed && (compilation == null || compilation.isDone())) {
            compileIn(debounce);
        }
    }

    private void compileIn(Duration delay) {
        compilation = compiler.schedule(this::compileAndLog, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** If the compilation fails, the previous ruleset stays in force, and the compilation is retried after a delay. */
    private void compileAndLog() {
        boolean isDone = false;
        try {
            List<Unusable> before = snapshot.unusable();
            compileNow();
            logWhatIsNew(before);
            isDone = true;
        } finally {
            if (!isDone) {
                compileAgain();
            }
        }
    }

    private synchronized void compileAgain() {
        boolean isNoneUnderWay = compilation == null || compilation.isDone();
        if (isNoneUnderWay && !compiler.isShutdown()) {
            compileIn(PAUSE_AFTER_FAILURE);
        }
    }

    /** Logs every record that is missing from the ruleset, once. Other outputs list only the first hundred. */
    private void logWhatIsNew(List<Unusable> before) {
        Set<Unusable> known = new HashSet<>(before);
        for (Unusable problem : snapshot.unusable()) {
            if (!known.contains(problem)) {
                LOG.error("the ruleset is incomplete: it lacks the record {}", problem);
            }
        }
    }

    /** Compiles all received records and publishes the ruleset; this replaces a scheduled compilation. */
    public void compileNow() {
        RulesetContents contents;
        long begun = System.nanoTime();
        synchronized (this) {
            if (compilation != null) {
                compilation.cancel(false);
                compilation = null;
            }
            contents = fold.contents();
        }
        Ruleset ruleset = contents.ruleset();
        MeasureIndex index = MeasureIndex.compile(ruleset.law());
        publish(
                CompiledRuleset.of(topicId, ruleset, index, maxViolations),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    /**
     * All valid revisions of the measures; the last compiled ruleset may be slightly older.
     *
     * @param knownAt the instant at which the revisions were known: a measure that became readable only later is
     *     omitted; null: now
     */
    public Law law(@Nullable Instant knownAt) {
        RulesetContents contents;
        synchronized (this) {
            contents = fold.contents();
        }
        return contents.ruleset(knownAt).law();
    }

    private synchronized void publish(CompiledRuleset compiled, Duration took) {
        if (compiled.position() >= snapshot.position()) {
            compileTime = took;
            snapshot = compiled;
            LOG.info(
                    "ruleset compiled: {} measures, position {}, {}",
                    compiled.index().size(),
                    compiled.position(),
                    compiled.completeness());
        }
    }

    @Override
    public void close() {
        compiler.shutdownNow();
    }
}
