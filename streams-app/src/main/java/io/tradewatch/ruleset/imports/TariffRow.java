package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.CommodityPrefix;
import java.time.LocalDate;
import java.util.Set;

/**
 * The content of a row that is imported.
 *
 * @param family what it has in common with the other rows of its measure
 * @param url the address of the regulation; empty when the data has none
 * @param goods the goods
 * @param to the first day after the last, or {@link LocalDate#MAX}
 * @param footnotes the codes of its footnotes
 */
record TariffRow(Family family, String url, CommodityPrefix goods, LocalDate to, Set<String> footnotes) {}
