package io.tradewatch.records;

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
 * A file that a command writes, which is there whole or not at all. It is written beside its place, as a hidden file
 * {@code .NAME.….part}, and takes its name, and the place of a file that has it, only when it is complete and on the disk. A
 * full disk, an error or Ctrl-C leaves what was there before, and no such part; after {@code kill -9} the part remains and
 * can be deleted.
 *
 * <p>A link is followed: the file that it names is replaced, the link stays. What is no regular file (a pipe, a terminal,
 * {@code /dev/stdout}) is written to as it is.
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
    /** Characters of a name that its part bears too: names may be as long as a file system takes. */
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
     * Begins a file.
     *
     * @param file its place; a file there stays as it is until this one is complete
     * @throws IOException when the place is a folder, or nothing can be written beside it
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
        // At Ctrl-C nobody closes anything.
        part.toFile().deleteOnExit();
        return new WholeFile(place, part, channel, new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    /** Takes text, as UTF-8; a character that UTF-8 has no form for is an error. Use either this or {@link #stream}. */
    public Writer writer() {
        return writer;
    }

    /** Takes bytes. Use either this or {@link #writer}. */
    public OutputStream stream() {
        return out;
    }

    /**
     * Puts the file into its place. Nothing can be written any more.
     *
     * @throws IOException when that fails; then, what was there before is there still
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

    /** Gives up a file that is not {@linkplain #complete complete}; does nothing after that. */
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

    /** Where links lead; a file that a link names need not be there. */
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

    /** Devices, and the open files of processes ({@code /dev/stdout}, {@code /dev/fd/3}): names of what is open already. */
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
