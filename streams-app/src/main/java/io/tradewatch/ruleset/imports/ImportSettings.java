package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.model.ReferenceTable;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of an import.
 *
 * @param asOf the day of the data
 * @param charset the character set of the file; empty means that the file decides
 * @param acceptsEndings whether law that the data lacks ends although rows were left out or much is missing
 * @param types the known measure types
 * @param selection the measure types to import
 * @param countries the known countries
 * @param hsCodes the table of subheadings
 */
record ImportSettings(
        LocalDate asOf,
        Optional<Charset> charset,
        boolean acceptsEndings,
        MeasureTypes types,
        Set<String> selection,
        Countries countries,
        ReferenceTable hsCodes) {
    /** @throws MeasureImportException when a measure type is not known */
    static ImportSettings of(
            LocalDate asOf,
            Optional<Charset> charset,
            boolean acceptsEndings,
            Collection<String> types,
            Collection<ReferenceTable> tables) {
        MeasureTypes known = MeasureTypes.known();
        return new ImportSettings(
                asOf,
                charset,
                acceptsEndings,
                known,
                known.selection(types),
                Countries.from(table(tables, ReferenceTable.COUNTRIES)),
                table(tables, ReferenceTable.HS_CODES));
    }

    private static ReferenceTable table(Collection<ReferenceTable> tables, String name) {
        return ReferenceTable.named(tables, name)
                .orElseThrow(() -> new MeasureImportException(
                        "the reference table " + name + " is missing",
                        "Name the folder that holds it with --reference."));
    }

    GoodsCode codes(TariffFormat format) {
        return new GoodsCode(format, hsCodes);
    }
}
