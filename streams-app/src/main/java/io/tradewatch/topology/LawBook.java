package io.tradewatch.topology;

import io.tradewatch.records.LawRecord;
import io.tradewatch.records.LawRecords;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.screening.Law;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.ReferenceTables;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
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
public final class LawBook implements LawView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LawBook.class);

    private final String topicId;
    private final Duration debounce;
    private final LawEnd end;
    private final ScheduledExecutorService compiler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "law-compiler");
        thread.setDaemon(true);
        return thread;
    });
    /** In the order of the topic, which is nearly the one that compiling puts measures in. */
    private final Map<String, LawRecord> recordsByKey = new LinkedHashMap<>();

    private final Map<String, Long> lastChange = new HashMap<>();
    private final Map<String, String> malformed = new TreeMap<>();
    private long position;
    private @Nullable Instant lastPublished;
    private Duration compileTime = Duration.ZERO;
    private @Nullable Future<?> compilation;
    private boolean isReplayed;
    private volatile LawSnapshot snapshot;

    /**
     * An empty law, {@linkplain LawCompleteness#PENDING pending} until the first is compiled.
     *
     * @param topicId the id of the measures topic
     * @param debounce how long to wait for further changes before compiling; zero or more
     * @param endOfTopic asks Kafka for the next offset of the topic; called by the compiler thread, may block and fail
     */
    public LawBook(String topicId, Duration debounce, LongSupplier endOfTopic) {
        this.topicId = topicId;
        this.debounce = debounce;
        this.end = new LawEnd(endOfTopic, compiler);
        this.snapshot = LawSnapshot.of(
                topicId,
                0,
                MeasureIndex.compile(Law.of(List.of(), ReferenceTables.of(List.of()))),
                LawCompleteness.PENDING,
                Map.of());
    }

    @Override
    public LawSnapshot current() {
        return snapshot;
    }

    @Override
    public boolean endsBelow(long position) {
        return end.isBelow(position);
    }

    /** How the law came about. */
    public synchronized LawState state() {
        return new LawState(Optional.ofNullable(lastPublished), compileTime, Map.copyOf(malformed));
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
     * @param record what it says
     */
    synchronized void apply(long offset, String key, LawRecord record) {
        recordsByKey.put(key, record);
        changed(offset, key);
    }

    /** Takes back the record with a key, if there is one. */
    synchronized void remove(long offset, String key) {
        recordsByKey.remove(key);
        changed(offset, key);
    }

    /** Passes over a record that cannot be read. What the same key said before goes on to count. */
    synchronized void skip(long offset, String key, StructuralDefect defect) {
        LOG.error("the record {} at offset {} of the law is skipped: {}", key, offset, defect);
        malformed.put(key, defect.toString());
        position = Math.max(position, offset + 1);
    }

    private void changed(long offset, String key) {
        malformed.remove(key);
        lastChange.put(LawKey.subject(key), offset);
        position = Math.max(position, offset + 1);
    }

    /**
     * All that the topic held at the start has come in. It is compiled at once, while the stream threads start and join
     * their group: a large law takes seconds, and so does that. No transfer is screened before, as the law is pending.
     */
    synchronized void replayed() {
        isReplayed = true;
        compilation = compiler.submit(this::compileOrLog);
    }

    /**
     * Compiles after a while, together with whatever comes in by then. Not during the replay: a part of the law is of use to
     * nobody, and compiling it would delay the rest.
     */
    synchronized void compileSoon() {
        if (isReplayed && (compilation == null || compilation.isDone())) {
            compilation = compiler.schedule(this::compileOrLog, debounce.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The law as it was goes on to count where compiling fails; position and age show that it does. */
    private void compileOrLog() {
        try {
            compileNow();
        } catch (RuntimeException e) {
            LOG.error("the law cannot be compiled; what was compiled before goes on to count", e);
        }
    }

    /** Compiles what has come in and publishes it; what was to be compiled soon is compiled with it. */
    void compileNow() {
        List<LawRecord> records;
        Map<String, Long> changes;
        long begun = System.nanoTime();
        long upTo;
        synchronized (this) {
            if (compilation != null) {
                compilation.cancel(false);
                compilation = null;
            }
            upTo = position;
            changes = new HashMap<>(lastChange);
            records = List.copyOf(recordsByKey.values());
        }
        MeasureIndex index = MeasureIndex.compile(LawRecords.law(records));
        publish(
                LawSnapshot.of(topicId, upTo, index, completeness(records), changes),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private static LawCompleteness completeness(List<LawRecord> records) {
        return LawRecords.areComplete(records) ? LawCompleteness.COMPLETE : LawCompleteness.LACKING;
    }

    /** All that is published, every revision of it; what was last compiled may be a moment older. */
    public synchronized Law law() {
        return LawRecords.law(List.copyOf(recordsByKey.values()));
    }

    private synchronized void publish(LawSnapshot compiled, Duration took) {
        if (compiled.position() >= snapshot.position()) {
            compileTime = took;
            snapshot = compiled;
            LOG.info("law compiled: {} measures, position {}", compiled.index().size(), compiled.position());
        }
    }

    @Override
    public void close() {
        compiler.shutdownNow();
    }
}
