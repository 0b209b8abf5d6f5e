package io.tradewatch.codec.text;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An output file of a command that is written atomically: it exists in full or not at all. The command writes a hidden
 * file {@code .NAME.….part} in the same folder. The hidden file is renamed, and replaces an existing file, only when it
 * is complete and on the disk. After a full disk, an error or Ctrl-C the existing file is unchanged and the hidden file
 * is deleted. After {@code kill -9} the hidden file remains and can be deleted.
 *
 * <p>For a link, the target file is replaced and the link remains. A target that is not a regular file (a pipe, a
 * terminal, {@code /dev/stdout}) is written to directly.
 *
 * <pre>{@code
 * try (WholeFile file = WholeFile.at(path)) {
 *     file.writer().write("one line\n");
 *     file.complete();
 * }
 * }</pre>
 *
 * <p>Threading notes: not safe for use by several threads.
 */
public final class WholeFile implements Closeable {
    private static final int MOST_LINKS = 40;
    /**
     * The most characters of the file's name in the hidden file's name; the file's name may already have the longest
     * length that the file system allows.
     */
    private static final int MOST_OF_NAME = 40;

    private final Path place;
    private final @Nullable Path part;
    private final @Nullable FileChannel channel;
    private final OutputStream out;
    private final Writer writer;
    private boolean isEnded;

    private WholeFile(Path place, @Nullable Path part, @Nullable FileChannel channel, OutputStream out) {
        this.place = place;
        this.part = part;
        this.channel = channel;
        this.out = out;
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
    }

    /**
     * Opens a file for writing.
     *
     * @param file the path; an existing file is unchanged until this one is complete
     * @throws IOException when the path is a folder, or its folder is not writable
     */
    public static WholeFile at(Path file) throws IOException {
        Path place = target(file.toAbsolutePath());
        if (Files.isDirectory(place)) {
            throw new IOException(file + " is a folder");
        }
        boolean isOther = Files.exists(place) && !Files.isRegularFile(place);
        if (isOther || isOfTheSystem(place)) {
            return new WholeFile(place, null, null, new BufferedOutputStream(Files.newOutputStream(place)));
        }
        Path part = partOf(place);
        FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        // After Ctrl-C, close is not called.
        part.toFile().deleteOnExit();
        return new WholeFile(place, part, channel, new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    /** Returns a writer of UTF-8; an unpaired surrogate is an error. Use either this or {@link #stream}. */
    public Writer writer() {
        return writer;
    }

    /** Returns a stream of bytes. Use either this or {@link #writer}. */
    public OutputStream stream() {
        return out;
    }

    /**
     * Moves the file to its path. Nothing can be written afterwards.
     *
     * @throws IOException when that fails; an existing file is unchanged then
     */
    public void complete() throws IOException {
        writer.flush();
        if (part == null || channel == null) {
            isEnded = true;
            out.close();
            return;
        }
        channel.force(true);
        channel.close();
        keepPermissions(place, part);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        isEnded = true;
    }

    /** Discards a file that is not {@linkplain #complete complete}; does nothing to a complete file. */
    @Override
    public void close() throws IOException {
        if (isEnded) {
            return;
        }
        isEnded = true;
        if (part == null || channel == null) {
            out.close();
            return;
        }
        channel.close();
        Files.deleteIfExists(part);
    }

    private static Path partOf(Path place) {
        String name = place.getFileName().toString();
        String shown = name.length() <= MOST_OF_NAME ? name : name.substring(0, MOST_OF_NAME);
        return place.resolveSibling("." + shown + "." + UUID.randomUUID() + ".part");
    }

    /** Follows links; the target file need not exist. */
    private static Path target(Path file) throws IOException {
        Path at = file;
        for (int links = 0; Files.isSymbolicLink(at) && !isOfTheSystem(at); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        if (at.getFileName() == null) {
            throw new IOException(file + " is a folder");
        }
        Path folder = at.getParent();
        if (!isOfTheSystem(at) && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
        }
        return at;
    }

    /** Whether a path names a device or an open file of a process ({@code /dev/stdout}, {@code /dev/fd/3}). */
    private static boolean isOfTheSystem(Path path) {
        Path normal = path.normalize();
        return normal.startsWith("/proc/") || (normal.startsWith("/dev/") && !normal.startsWith("/dev/shm"));
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView before =
                Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (before != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, before.readAttributes().permissions());
        }
    }
}
