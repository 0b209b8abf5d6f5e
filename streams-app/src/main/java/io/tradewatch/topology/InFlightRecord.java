package io.tradewatch.topology;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which record of a partition is being screened, so that the next start knows it where the process ends
 * meanwhile: a JVM that ends for lack of memory runs no code of ours any more.
 *
 * <p>The file is mapped into memory: noting a record is one write to memory, and the kernel keeps it whatever becomes of
 * the process. Used by one thread.
 */
final class InFlightRecord {
    private static final Logger LOG = LoggerFactory.getLogger(InFlightRecord.class);

    private static final int IN_HAND = 0;
    private static final int ENDED_WITH = Long.BYTES;
    private static final int TIMES = 2 * Long.BYTES;
    private static final int BYTES = 3 * Long.BYTES;

    /** Offsets are kept plus one, so that a new file, all zeros, holds none. */
    private static final long NONE = 0;

    private final ByteBuffer slot;

    private InFlightRecord(ByteBuffer slot) {
        this.slot = slot;
        long left = slot.getLong(IN_HAND);
        if (left != NONE) {
            slot.putLong(TIMES, slot.getLong(ENDED_WITH) == left ? slot.getLong(TIMES) + 1 : 1);
            slot.putLong(ENDED_WITH, left);
            slot.putLong(IN_HAND, NONE);
        }
    }

    /** One that is kept in a file, or in memory only where the file cannot be written. */
    static InFlightRecord in(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return new InFlightRecord(channel.map(MapMode.READ_WRITE, 0, BYTES));
            }
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written ({}): a record that ends the process is not recognised at the next start",
                    file,
                    e.toString());
            return inMemory();
        }
    }

    /** One that does not outlive the process. */
    static InFlightRecord inMemory() {
        return new InFlightRecord(ByteBuffer.allocate(BYTES));
    }

    /** How often in a row the process has ended while this record was being screened. */
    long timesEndedWith(long offset) {
        return slot.getLong(ENDED_WITH) == offset + 1 ? slot.getLong(TIMES) : 0;
    }

    /** The offset of the record that the process ended with last; -1 where there was none. */
    long endedWith() {
        return slot.getLong(ENDED_WITH) - 1;
    }

    /** A record is being screened from now on. */
    void take(long offset) {
        slot.putLong(IN_HAND, offset + 1);
    }

    /** No record is being screened. */
    void release() {
        slot.putLong(IN_HAND, NONE);
    }
}
