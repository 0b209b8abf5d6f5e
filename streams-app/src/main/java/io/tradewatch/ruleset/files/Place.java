package io.tradewatch.ruleset.files;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A place in a file, for messages.
 *
 * @param file the file; its path begins with the given folder
 * @param line the line, from 1; 0 when the file as a whole is meant
 * @param column the column, from 1; 0 when the file as a whole is meant
 */
public record Place(Path file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** A file as a whole. */
    public static Place whole(Path file) {
        return new Place(file, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, which editors and terminals turn into a link. */
    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + ":" + line + ":" + column;
    }
}
