package io.tradewatch.devcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one cluster: holds the cluster's id, and a lock against a second cluster. */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = ".in-use";
    private static final String CLUSTER_ID = "cluster-id";

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private DataDirectory(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** Opens the folder, and creates it if necessary. Without a folder, creates a temporary one that is deleted on close. */
    static DataDirectory open(Optional<Path> folder) {
        try {
            Path path = folder.isPresent()
                    ? Files.createDirectories(folder.get()).toRealPath()
                    : Files.createTempDirectory("tradewatch-").toRealPath();
            return new DataDirectory(path, folder.isEmpty(), lock(path));
        } catch (IOException e) {
            throw new DevClusterException(
                    "The data folder" + folder.map(path -> " " + path).orElse("") + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new DevClusterException("The data folder " + folder + " is in use by another cluster."
                    + " Close that one, or choose another folder.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException lockedByThisJvm) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    boolean temporary() {
        return temporary;
    }

    /** The id of the Kafka cluster in this folder, generated on first use. */
    String clusterId() {
        Path file = path.resolve(CLUSTER_ID);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, newClusterId());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never begins with a hyphen: Kafka's tools would parse it as an option. */
    static String newClusterId() {
        return Stream.generate(DataDirectory::randomId)
                .filter(id -> !id.startsWith("-"))
                .findFirst()
                .orElseThrow();
    }

    private static String randomId() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                delete();
            }
        } catch (IOException e) {
            throw new DevClusterException("The data folder " + path + " could not be tidied up: " + e.getMessage(), e);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(path)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
