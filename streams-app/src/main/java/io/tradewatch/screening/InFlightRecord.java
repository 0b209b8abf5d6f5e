package io.tradewatch.screening;

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
 * Records which record of a partition is being screened, so that the next start finds it if the process ends meanwhile.
 * A JVM that exits on an out-of-memory error runs no further code of the application.
 *
 * <p>The file is mapped into memory: marking a record is one write to memory, and the kernel keeps the write even if
 * the process ends. Used by one thread.
 */
final class InFlightRecord {
    private static final Logger LOG = LoggerFactory.getLogger(InFlightRecord.class);

    private static final int IN_HAND = 0;
    private static final int ENDED_WITH = Long.BYTES;
    private static final int TIMES = 2 * Long.BYTES;
    private static final int BYTES = 3 * Long.BYTES;

    /** Offsets are stored plus one, so that a new file, which is all zeros, contains no offset. */
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

    /** Creates an instance that is kept in a file, or in memory only if the file cannot be written. */
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

    /** Creates an instance that does not outlive the process. */
    static InFlightRecord inMemory() {
        return new InFlightRecord(ByteBuffer.allocate(BYTES));
    }

    /** The number of consecutive times that the process ended while this record was being screened. */
    long timesEndedWith(long offset) {
        return slot.getLong(ENDED_WITH) == offset + 1 ? slot.getLong(TIMES) : 0;
    }

    /** The offset of the record during whose screening the process last ended; -1 if there was none. */
    long endedWith() {
        return slot.getLong(ENDED_WITH) - 1;
    }

    /** Marks a record as being screened. */
    void take(long offset) {
        slot.putLong(IN_HAND, offset + 1);
    }

    /** Clears the mark. */
    void release() {
        slot.putLong(IN_HAND, NONE);
    }
}
