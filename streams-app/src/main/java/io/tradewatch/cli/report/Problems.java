package io.tradewatch.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was reported and could not be screened, or not in full: rows that were left out, and values that were not read. It
 * counts all of them and keeps the first {@value #MOST_KEPT} of each.
 *
 * <p>Threading notes: for one thread.
 */
public final class Problems {
    static final int MOST_KEPT = 1000;
    private static final int MOST_CHARACTERS = 500;

    private final SortedMap<String, Long> leftOut = new TreeMap<>();
    private final List<Problem> rows = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private long noteCount;

    /**
     * One problem.
     *
     * @param place where it is, for example a line of a file
     * @param text what is wrong
     */
    record Problem(String place, String text) {}

    /**
     * Adds a row that was left out.
     *
     * @param place where it is
     * @param reason why, as one word
     * @param text why, in words
     */
    public void leftOut(String place, String reason, String text) {
        count(reason, 1);
        keep(rows, place, text);
    }

    /** Counts rows that were left out and whose places are not known. */
    public void count(String reason, long number) {
        leftOut.merge(reason, number, Long::sum);
    }

    /** Adds a value that was not read, in a row that was screened without it. */
    public void note(String place, String text) {
        noteCount++;
        keep(notes, place, text);
    }

    private static void keep(List<Problem> kept, String place, String text) {
        if (kept.size() < MOST_KEPT) {
            kept.add(new Problem(
                    place, text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…"));
        }
    }

    /** The number of rows that were left out. */
    public long leftOut() {
        return leftOut.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The number of rows that were left out, by reason. */
    Map<String, Long> leftOutByReason() {
        return new TreeMap<>(leftOut);
    }

    /** The first rows that were left out. */
    List<Problem> rows() {
        return List.copyOf(rows);
    }

    /** The number of values that were not read. */
    long notes() {
        return noteCount;
    }

    /** The first values that were not read. */
    List<Problem> firstNotes() {
        return List.copyOf(notes);
    }
}
