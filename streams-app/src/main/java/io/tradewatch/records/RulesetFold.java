package io.tradewatch.records;

import io.tradewatch.engine.index.ReferenceTables;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the records of the topic of measures in their order. The one place that decides which of them count, for live
 * screening, replay, back-tests, comparison and the API alike.
 *
 * <p>Of a key only the latest record matters, readable or not, so that two instances at one position hold the same
 * ruleset whether or not the topic was compacted in between. Taking in a record again changes nothing.
 *
 * <pre>{@code
 * RulesetFold fold = new RulesetFold();
 * byte[] key = record.key();
 * fold.take(record.offset(), RulesetFold.key(key), decoder.decode(record.value(), record.headers()));
 * Ruleset ruleset = fold.contents().ruleset();
 * }</pre>
 *
 * <p>Threading notes: not safe for use by several threads; what {@link #contents} returns is.
 */
public final class RulesetFold {
    private static final String NO_KEY = "(no key)";

    /** What has a longer key is no law, and would fill the memory with keys that nobody can read. */
    private static final int LONGEST_KEY = 1_000;

    private static final int BEGINNING = 100;

    /** In the order of the topic, which is nearly the one that compiling puts measures in. */
    private final Map<String, RulesetContents.Placed> records = new LinkedHashMap<>();

    private final Map<String, Unusable> unreadable = new TreeMap<>();
    private final Map<String, Long> lastChange = new HashMap<>();
    private long position;

    /**
     * A record's key as text of at most 1,000 characters, equal only for equal keys. Of a longer key it is the beginning
     * and a digest, under which no value belongs.
     *
     * @param key the key as it stands in the topic; null where the record has none
     */
    public static String key(byte @Nullable [] key) {
        if (key == null) {
            return NO_KEY;
        }
        String text = text(key);
        // No revision is read out of the beginning of a key: it names no measure.
        return text.length() <= LONGEST_KEY
                ? text
                : text.substring(0, BEGINNING).replace('@', ' ') + "… (" + key.length + " bytes, SHA-256 " + digest(key)
                        + ")";
    }

    private static String digest(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String text(byte[] key) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().formatHex(key);
        }
    }

    /**
     * Takes in a record that is no tombstone.
     *
     * @param offset where the record stands
     * @param key the record's {@linkplain #key key}
     * @param outcome what it says, or why it cannot be read
     */
    public void take(long offset, String key, DecodeResult<RulesetRecord> outcome) {
        Optional<StructuralDefect> defect = outcome.problem().or(() -> defectOf(key, outcome.orElseThrow()));
        if (defect.isPresent()) {
            records.remove(key);
            unreadable.put(key, new Unusable(key, offset, defect.get().toString()));
        } else {
            unreadable.remove(key);
            records.put(key, new RulesetContents.Placed(offset, outcome.orElseThrow()));
        }
        changed(offset, key);
    }

    /** Takes in a tombstone: what stood under its key is gone. */
    public void remove(long offset, String key) {
        records.remove(key);
        unreadable.remove(key);
        changed(offset, key);
    }

    /** A table that cannot be read must not take the whole ruleset down with it when that is compiled. */
    private static Optional<StructuralDefect> defectOf(String key, RulesetRecord record) {
        if (!record.key().equals(key)) {
            return Optional.of(new StructuralDefect(
                    StructuralDefect.Reason.KEY_MISMATCH, "the value belongs under the key '" + record.key() + "'"));
        }
        if (record instanceof RulesetRecord.Table table) {
            try {
                ReferenceTables.of(List.of(table.table()));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.of(
                        new StructuralDefect(StructuralDefect.Reason.UNUSABLE_LAW, String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    private void changed(long offset, String key) {
        lastChange.merge(RulesetRecord.subjectOf(key), offset, Math::max);
        position = Math.max(position, offset + 1);
    }

    /** The next offset after the last record that was taken in; 0 before the first. */
    public long position() {
        return position;
    }

    /** The records that cannot be read, by key. */
    public Map<String, Unusable> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** What was taken in so far. */
    public RulesetContents contents() {
        return new RulesetContents(records, unreadable, lastChange, position);
    }
}
