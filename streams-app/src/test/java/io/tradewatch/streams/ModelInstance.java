package io.tradewatch.streams;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.ruleset.RulesetSource;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.promises.PlainRuleset;
import io.tradewatch.streams.promises.ProducedLaw;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the application: its version of the rules, its law, which may lag behind, and its reader. Used by one
 * thread.
 */
final class ModelInstance implements RulesetSource {
    private final ModelRecords records;
    private final ModelLaw topic;
    private final Random random;
    private final Mistake mistake;
    private final ModelReader reader;
    private int rulesVersion;
    private RulesetLoader book;
    private PlainRuleset learnt = new PlainRuleset();
    private Set<String> unusable = Set.of();
    private final Set<String> usableAgain = new HashSet<>();
    private final Map<String, RulesetRecord> lastReadable = new HashMap<>();
    private long learntUpTo;
    private long positionLastRead;
    private LongSupplier floor = () -> 0;

    ModelInstance(
            ModelRecords records,
            ModelLaw topic,
            ModelReader reader,
            int rulesVersion,
            Random random,
            Mistake mistake) {
        this.records = records;
        this.topic = topic;
        this.reader = reader;
        this.rulesVersion = rulesVersion;
        this.random = random;
        this.mistake = mistake;
        this.book = emptyBook();
    }

    /** Starts again: what was learnt is gone. */
    void restart(int newRulesVersion) {
        rulesVersion = newRulesVersion;
        learntUpTo = 0;
        learnt = new PlainRuleset();
        unusable = Set.of();
        usableAgain.clear();
        lastReadable.clear();
        book = emptyBook();
    }

    private RulesetLoader emptyBook() {
        return new RulesetLoader(
                topic.topicId(),
                Duration.ZERO,
                ModelWorker.MAX_VIOLATIONS,
                () -> {
                    throw new AssertionError("this class answers that");
                },
                ScreeningMeters.unread().threads());
    }

    /** Takes in the law up to a position, or to its end, and compiles it. */
    void learn(long upTo) {
        long position = Math.min(upTo, topic.end());
        if (position <= learntUpTo) {
            return;
        }
        for (ModelLaw.Entry entry : topic.between(learntUpTo, position)) {
            take(entry.offset(), entry.produced());
        }
        learntUpTo = position;
        book.compileNow();
    }

    private void take(long offset, ProducedLaw produced) {
        String key = produced.key();
        RulesetRecord earlier = lastReadable.get(key);
        if (produced.record().isPresent()) {
            RulesetRecord record = asScreened(produced.record().get());
            lastReadable.put(key, record);
            book.apply(offset, key, DecodeResult.of(record));
        } else if (produced.isTombstone()) {
            lastReadable.remove(key);
            book.remove(offset, key);
        } else if (mistake == Mistake.EARLIER_RECORD_COUNTS && earlier != null) {
            book.apply(offset, key, DecodeResult.of(earlier));
        } else {
            book.apply(offset, key, DecodeResult.defect(Reason.UNDECODABLE, "as the model says"));
        }
        learnt.add(produced);
        Set<String> before = unusable;
        unusable = learnt.unusable();
        before.stream().filter(id -> !unusable.contains(id)).forEach(usableAgain::add);
    }

    /** The ids of the measures that cannot be used with what was learnt. */
    Set<String> unusable() {
        return unusable;
    }

    private RulesetRecord asScreened(RulesetRecord record) {
        return records.as(rulesVersion, record);
    }

    long learntUpTo() {
        return learntUpTo;
    }

    int rulesVersion() {
        return rulesVersion;
    }

    ModelReader reader() {
        return reader;
    }

    /** Tells the floor of the task that this instance has. */
    void serve(LongSupplier floorOfTask) {
        floor = floorOfTask;
    }

    /** The true position of the law that was read last. */
    long positionLastRead() {
        return positionLastRead;
    }

    @Override
    public CompiledRuleset current() {
        CompiledRuleset law = book.current();
        positionLastRead = law.position();
        return switch (mistake) {
            case GATE_OFF ->
                with(law, Math.max(law.position(), floor.getAsLong()), law.unusableMeasures(), law.lastChange());
            case TOMBSTONES_MISSED -> with(law, law.position(), law.unusableMeasures(), lastChangeOfWhatStillSpeaks());
            case FROZEN_WITHDRAWN -> with(law, law.position(), Set.of(), law.lastChange());
            case USABLE_AGAIN_WITHOUT_RESCREENING -> {
                Map<String, Long> lastChange = new HashMap<>(law.lastChange());
                lastChange.keySet().removeAll(usableAgain);
                yield with(law, law.position(), law.unusableMeasures(), lastChange);
            }
            default -> law;
        };
    }

    /** The truth, though not at the first time of asking. */
    @Override
    public boolean endsBelow(long position) {
        return random.nextBoolean() && topic.end() < position;
    }

    private Map<String, Long> lastChangeOfWhatStillSpeaks() {
        Map<String, ModelLaw.@Nullable Entry> speaking = new HashMap<>();
        for (ModelLaw.Entry entry : topic.between(0, learntUpTo)) {
            speaking.put(entry.produced().key(), entry.produced().record().isPresent() ? entry : null);
        }
        Map<String, Long> lastChange = new HashMap<>();
        speaking.forEach((key, entry) -> {
            if (entry != null) {
                lastChange.merge(RulesetRecord.subjectOf(key), entry.offset(), Math::max);
            }
        });
        return lastChange;
    }

    private static CompiledRuleset with(
            CompiledRuleset law, long position, Set<String> unusableMeasures, Map<String, Long> lastChange) {
        return new CompiledRuleset(
                law.topicId(),
                position,
                law.rulesVersion(),
                law.screening(),
                law.index(),
                law.measureIds(),
                law.completeness(),
                law.obstacle(),
                law.unusable(),
                unusableMeasures,
                lastChange);
    }
}
