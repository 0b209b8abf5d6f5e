package io.tradewatch.topology;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.records.DecodeResult;
import io.tradewatch.records.Ruleset;
import io.tradewatch.records.RulesetContents;
import io.tradewatch.records.RulesetFold;
import io.tradewatch.records.RulesetRecord;
import io.tradewatch.records.Unusable;
import io.tradewatch.topology.SupervisedThreads.Concern;
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
 * Collects the law as its records come in, and publishes it compiled.
 *
 * <p><b>Threading notes.</b> The global thread calls {@link #apply} and, when the topic has been replayed, {@link #replayed}.
 * From then on one compiler thread compiles: at once after the replay, and a while after a change. Stream threads call
 * {@link #current} only. All fields but {@code snapshot} are guarded by this object's lock; compiling itself happens
 * outside it, and an older compilation never replaces a newer one.
 */
public final class RulesetLoader implements RulesetSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetLoader.class);

    /** So long after a compilation that failed comes the next. */
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
     * An empty law, {@linkplain RulesetCompleteness#PENDING pending} until the first is compiled.
     *
     * @param topicId the id of the measures topic
     * @param debounce how long to wait for further changes before compiling; zero or more
     * @param maxViolations how many violations of one transfer are published one by one; as of {@link
     *     io.tradewatch.engine.rules.Screening}
     * @param endOfTopic asks Kafka for the next offset of the topic; called by the compiler thread, may block and fail
     * @param threads makes the compiler thread
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

    /** How the law came about. */
    public synchronized RulesetState state() {
        return new RulesetState(Optional.ofNullable(lastPublished), compileTime, fold.unreadable());
    }

    /** Notes when a record was published. */
    synchronized void published(Instant at) {
        if (lastPublished == null || at.isAfter(lastPublished)) {
            lastPublished = at;
        }
    }

    /**
     * Takes in one record. Taking in a record again changes nothing, so the topic can be replayed.
     *
     * @param offset the record's offset
     * @param key the record's key
     * @param outcome what it says, or why it cannot be read
     */
    synchronized void apply(long offset, String key, DecodeResult<RulesetRecord> outcome) {
        fold.take(offset, key, outcome);
    }

    /** Takes back the record with a key, if there is one. */
    synchronized void remove(long offset, String key) {
        fold.remove(offset, key);
    }

    /**
     * All that the topic held at the start has come in. It is compiled at once, while the stream threads start and join
     * their group: a large law takes seconds, and so does that. No transfer is screened before, as the law is pending.
     */
    synchronized void replayed() {
        isReplayed = true;
        compilation = compiler.submit(this::compileAndLog);
    }

    /**
     * Compiles after a while, together with whatever comes in by then. Not during the replay: a part of the law is of use to
     * nobody, and compiling it would delay the rest.
     */
    synchronized void compileSoon() {
        if (isReplayed && (compilation == null || compilation.isDone())) {
            compileIn(debounce);
        }
    }

    private void compileIn(Duration delay) {
        compilation = compiler.schedule(this::compileAndLog, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where compiling fails, what was compiled before goes on to count, and compiling is tried again after a while. */
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

    /** Names every record that the ruleset lacks, once: elsewhere only the first hundred are. */
    private void logWhatIsNew(List<Unusable> before) {
        Set<Unusable> known = new HashSet<>(before);
        for (Unusable problem : snapshot.unusable()) {
            if (!known.contains(problem)) {
                LOG.error("the ruleset is incomplete: it lacks the record {}", problem);
            }
        }
    }

    /** Compiles what has come in and publishes it; what was to be compiled soon is compiled with it. */
    void compileNow() {
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
     * Every revision of the measures that can be used; what was last compiled may be a moment older.
     *
     * @param knownAt the instant that is looked back to: a measure that could be read only later is left out; null: now
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
