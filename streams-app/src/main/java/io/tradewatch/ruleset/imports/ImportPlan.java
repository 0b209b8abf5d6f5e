package io.tradewatch.ruleset.imports;

import io.tradewatch.codec.text.FirstFew;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an import would change.
 *
 * @param asOf the day of the data
 * @param charset the character set in which the file was read
 * @param rows what became of the rows
 * @param changes the new revisions, by id
 * @param unchanged number of measures of the data that stay as they are
 * @param open number of goods of earlier imports that were law on the day of the data
 * @param missing number of these goods that the data lacks
 * @param kept number of goods that the data lacks and that do not end, because rows were left out, or their regulation
 *     has rows of a type that is not known
 * @param vanished the regulations of which more than one good was law, and of which the data has none, so that all end
 */
public record ImportPlan(
        LocalDate asOf,
        Charset charset,
        RowCounts rows,
        List<MeasureChange> changes,
        int unchanged,
        int open,
        int missing,
        int kept,
        List<String> vanished) {
    /** Fewer missing goods than this are never suspicious. */
    private static final int FEW = 10;

    private static final int SHARE = 4;
    private static final int MAX_NAMES = 5;

    public ImportPlan {
        changes = List.copyOf(changes);
        vanished = List.copyOf(vanished);
    }

    /** Whether the data lacks more than ten goods and more than a quarter of what earlier imports had. */
    public boolean lacksMuch() {
        return missing > FEW && missing * (long) SHARE > open;
    }

    /** What makes the file look incomplete, in words; empty when nothing does. */
    public Optional<String> doubt() {
        List<String> doubts = new ArrayList<>();
        if (lacksMuch()) {
            doubts.add("the data lacks " + missing + " of " + open + " goods of earlier imports that were still law");
        }
        if (!vanished.isEmpty()) {
            doubts.add("the data has no goods any more of "
                    + (vanished.size() == 1 ? "regulation " : "the regulations ")
                    + FirstFew.of(vanished, MAX_NAMES));
        }
        return doubts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", doubts));
    }
}
