package io.tradewatch.replay;

import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the records read, so that a run can report the basis of its result.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
public final class Counts {
    private long records;
    private long inRange;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private final SortedMap<Reason, Long> deadLetters = new TreeMap<>();

    /** Counts a record, usable or not. */
    void read() {
        records++;
    }

    /** Counts a transfer by the time when it moved. */
    void moved(Instant occurredAt, boolean isInRange) {
        long time = occurredAt.toEpochMilli();
        earliest = Math.min(earliest, time);
        latest = Math.max(latest, time);
        if (isInRange) {
            inRange++;
        }
    }

    /** Counts an unusable record. */
    void deadLetter(Reason reason) {
        deadLetters.merge(reason, 1L, Long::sum);
    }

    /** Adds the counts of another instance. */
    void add(Counts other) {
        records += other.records;
        inRange += other.inRange;
        earliest = Math.min(earliest, other.earliest);
        latest = Math.max(latest, other.latest);
        other.deadLetters.forEach((reason, count) -> deadLetters.merge(reason, count, Long::sum));
    }

    /** Number of records read, including unusable ones. */
    public long records() {
        return records;
    }

    /** Number of records that are revisions of transfers that moved within the range. */
    public long inRange() {
        return inRange;
    }

    /** Number of unusable records by reason, whenever the goods moved. */
    public Map<Reason, Long> deadLetters() {
        return new TreeMap<>(deadLetters);
    }

    /** When the earliest of the transfers that were read moved, inside or outside the range. */
    public Optional<Instant> earliest() {
        return earliest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(earliest));
    }

    /** When the latest of the transfers that were read moved, inside or outside the range. */
    public Optional<Instant> latest() {
        return latest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(latest));
    }

    /** Serializes the counts, together with the next offset. */
    byte[] toBytes(long next) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(next);
            out.writeLong(records);
            out.writeLong(inRange);
            out.writeLong(earliest);
            out.writeLong(latest);
            out.writeInt(deadLetters.size());
            for (Map.Entry<Reason, Long> entry : deadLetters.entrySet()) {
                out.writeUTF(entry.getKey().name());
                out.writeLong(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Restores serialized counts, and returns the next offset. */
    long takeUp(byte[] kept) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
            long next = in.readLong();
            records = in.readLong();
            inRange = in.readLong();
            earliest = in.readLong();
            latest = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                deadLetters.put(Reason.valueOf(in.readUTF()), in.readLong());
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }
}
