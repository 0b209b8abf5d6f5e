package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.CommodityPrefix;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The imported content of a data file, by family. Memory is proportional to the goods of the chosen types; the other
 * rows are not kept.
 */
final class TariffData {
    /** The most goods of all families together; the largest known tariff has a tenth of it. */
    static final int MAX_GOODS = 500_000;

    private final Map<String, FamilyRows> byBase = new TreeMap<>();
    private final RowCounts counts;
    private final Charset charset;
    private int goods;

    private TariffData(RowCounts counts, Charset charset) {
        this.counts = counts;
        this.charset = charset;
    }

    /** The rows of a family; their order in the file does not matter. */
    static final class FamilyRows {
        private final Family family;
        private final Map<CommodityPrefix, Goods> goods = new TreeMap<>(FamilyMerge.ORDER);
        private String url = "";

        private FamilyRows(Family family) {
            this.family = family;
        }

        Family family() {
            return family;
        }

        /** The goods with their ends. */
        Map<CommodityPrefix, Goods> goods() {
            return Collections.unmodifiableMap(goods);
        }

        /** The address of the regulation; empty when the data has none. */
        String url() {
            return url;
        }

        private boolean add(TariffRow row) {
            if (!row.url().isEmpty() && (url.isEmpty() || row.url().compareTo(url) < 0)) {
                url = row.url();
            }
            Goods before = goods.get(row.goods());
            goods.merge(row.goods(), new Goods(row.to(), row.footnotes()), Goods::with);
            return before != null;
        }
    }

    /**
     * What the data says of goods.
     *
     * @param to the first day after the last, or {@link LocalDate#MAX}
     * @param footnotes the codes of footnotes
     */
    record Goods(LocalDate to, Set<String> footnotes) {
        private Goods with(Goods other) {
            Set<String> all = new TreeSet<>(footnotes);
            all.addAll(other.footnotes);
            return new Goods(to.isAfter(other.to) ? to : other.to, all);
        }
    }

    /**
     * Reads a file.
     *
     * @throws MeasureImportException when it cannot be read to its end
     */
    static TariffData read(ImportSettings settings, RowCounts counts) throws IOException {
        MeasureImport.Request request = settings.request();
        try (TariffTable table = TariffTable.open(request.file(), request.charset(), request.format())) {
            TariffData data = new TariffData(counts, table.charset());
            TariffRows rows = new TariffRows(table.header(), settings, counts);
            for (Optional<TariffTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
                counts.row();
                rows.read(row.get()).ifPresent(data::add);
            }
            return data;
        }
    }

    private void add(TariffRow row) {
        boolean isRepeated = byBase.computeIfAbsent(row.family().base(), base -> new FamilyRows(row.family()))
                .add(row);
        counts.taken(isRepeated);
        goods += isRepeated ? 0 : 1;
        if (goods > MAX_GOODS) {
            throw new MeasureImportException(
                    "the chosen types have more than " + MAX_GOODS + " different goods",
                    "Choose fewer types with --types, and import them one after another.");
        }
    }

    /** The families by the base of their ids. */
    Map<String, FamilyRows> families() {
        return Collections.unmodifiableMap(byBase);
    }

    RowCounts counts() {
        return counts;
    }

    /** The character set of the file. */
    Charset charset() {
        return charset;
    }
}
