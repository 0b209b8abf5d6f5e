package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
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
 * Folds the records of the measures topic, in their order. This class alone decides which records count, for live
 * screening, replay, back-tests, comparison and the API.
 *
 * <p>Only the latest record of a key counts, readable or not. Two instances at the same position therefore hold the
 * same ruleset, whether or not the topic was compacted in between. Adding a record again changes nothing.
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

    /** A record with a longer key is not part of the ruleset. The limit bounds the memory for keys. */
    private static final int LONGEST_KEY = 1_000;

    private static final int BEGINNING = 100;

    /** The records in the order of the topic, which is nearly the order in which measures are compiled. */
    private final Map<String, RulesetContents.Placed> records = new LinkedHashMap<>();

    private final Map<String, Unusable> unreadable = new TreeMap<>();
    private final Map<String, Long> lastChange = new HashMap<>();
    private long position;

    /**
     * Returns a record's key as text of at most 1,000 characters; equal only for equal keys. For a longer key, returns
     * its beginning and a digest; no value has this text as its key.
     *
     * @param key the key's bytes; null when the record has no key
     */
    public static String key(byte @Nullable [] key) {
        if (key == null) {
            return NO_KEY;
        }
        String text = text(key);
        // Without '@' the beginning of a key does not look like a measure and its revision.
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
     * Adds a record that is not a tombstone.
     *
     * @param offset the record's offset
     * @param key the record's {@linkplain #key key}
     * @param outcome the decoded record, or the defect
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

    /** Adds a tombstone: removes the record with its key. */
    public void remove(long offset, String key) {
        records.remove(key);
        unreadable.remove(key);
        changed(offset, key);
    }

    /**
     * Returns the defect of a record. An unreadable table counts as a defect here, so that it cannot fail the
     * compilation of the whole ruleset.
     */
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

    /** The offset after the last record that was added; 0 before the first. */
    public long position() {
        return position;
    }

    /** The records that cannot be read, by key. */
    public Map<String, Unusable> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** The contents of the topic up to the current position. */
    public RulesetContents contents() {
        return new RulesetContents(records, unreadable, lastChange, position);
    }
}
