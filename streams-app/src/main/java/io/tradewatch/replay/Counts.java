package io.tradewatch.replay;

import io.tradewatch.records.StructuralDefect.Reason;
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
 * Counts what was read, so that a run can say in the end what its result rests on.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
public final class Counts {
    private long records;
    private long inRange;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private final SortedMap<Reason, Long> deadLetters = new TreeMap<>();

    /** A record was read, whatever it was. */
    void read() {
        records++;
    }

    /** It was a transfer that moved then. */
    void moved(Instant occurredAt, boolean isInRange) {
        long time = occurredAt.toEpochMilli();
        earliest = Math.min(earliest, time);
        latest = Math.max(latest, time);
        if (isInRange) {
            inRange++;
        }
    }

    /** It cannot be used. */
    void deadLetter(Reason reason) {
        deadLetters.merge(reason, 1L, Long::sum);
    }

    /** Adds what was counted elsewhere. */
    void add(Counts other) {
        records += other.records;
        inRange += other.inRange;
        earliest = Math.min(earliest, other.earliest);
        latest = Math.max(latest, other.latest);
        other.deadLetters.forEach((reason, count) -> deadLetters.merge(reason, count, Long::sum));
    }

    /** How many records were read, those that could not be used included. */
    public long records() {
        return records;
    }

    /** How many of them are revisions of transfers that moved within the range. */
    public long inRange() {
        return inRange;
    }

    /** How many records could not be used, by reason, whenever the goods moved. */
    public Map<Reason, Long> deadLetters() {
        return new TreeMap<>(deadLetters);
    }

    /** When the first of the transfers that were read moved, in the range or not. */
    public Optional<Instant> earliest() {
        return earliest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(earliest));
    }

    /** When the last of the transfers that were read moved, in the range or not. */
    public Optional<Instant> latest() {
        return latest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(latest));
    }

    /** For keeping, together with the next offset. */
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

    /** Takes up what was kept, and returns the next offset. */
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
