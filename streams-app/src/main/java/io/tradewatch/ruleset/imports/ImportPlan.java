package io.tradewatch.ruleset.imports;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;

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
 * @param kept number of goods that the data lacks and that do not end, because rows were unreadable
 */
public record ImportPlan(
        LocalDate asOf,
        Charset charset,
        RowCounts rows,
        List<MeasureChange> changes,
        int unchanged,
        int open,
        int missing,
        int kept) {
    /** Fewer missing goods than this are never suspicious. */
    private static final int FEW = 10;

    private static final int SHARE = 4;

    public ImportPlan {
        changes = List.copyOf(changes);
    }

    /** Whether the data lacks more than ten goods and more than a quarter of what earlier imports had. */
    public boolean lacksMuch() {
        return missing > FEW && missing * (long) SHARE > open;
    }
}
