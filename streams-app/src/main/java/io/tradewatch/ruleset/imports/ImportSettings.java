package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.Collection;
import java.util.Set;

/**
 * A request with the tables that it needs.
 *
 * @param request what to import
 * @param types the known measure types
 * @param selection the measure types to import
 * @param countries the known countries
 * @param hsCodes the table of subheadings
 */
record ImportSettings(
        MeasureImport.Request request,
        MeasureTypes types,
        Set<String> selection,
        Countries countries,
        ReferenceTable hsCodes) {
    /** @throws MeasureImportException when a measure type is not known */
    static ImportSettings of(MeasureImport.Request request, Collection<ReferenceTable> tables) {
        MeasureTypes known = MeasureTypes.known();
        return new ImportSettings(
                request,
                known,
                known.selection(request.types()),
                Countries.from(table(tables, ReferenceTable.COUNTRIES)),
                table(tables, ReferenceTable.HS_CODES));
    }

    private static ReferenceTable table(Collection<ReferenceTable> tables, String name) {
        return ReferenceTable.named(tables, name)
                .orElseThrow(() -> new MeasureImportException(
                        "the reference table " + name + " is missing",
                        "Name the folder that holds it with --reference."));
    }

    GoodsCode codes() {
        return new GoodsCode(request.format(), hsCodes);
    }
}
