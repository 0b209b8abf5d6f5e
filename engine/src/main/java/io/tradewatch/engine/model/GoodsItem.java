package io.tradewatch.engine.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of goods within a transfer, as far as the rules and their explanation need it. Everything but the number may
 * be unknown (null) and is kept as reported.
 *
 * @param itemNumber the number of the item, unique within its transfer
 * @param commodityCode the HS code with any national digits after the sixth; dots, blanks and hyphens are allowed
 * @param tariff the tariff of the national digits after the sixth (CN, HTS, HSK, …)
 * @param hsEdition the edition of the HS that the code was written in (HS2007, HS2012, HS2017, HS2022)
 * @param description the goods in words
 * @param countryOfOrigin country code of the goods' origin
 * @param quantity how many units
 * @param unit UN/ECE Recommendation 20 code of the unit; absent counts as pieces, unless the quantity is the net mass
 * @param netMassKg net mass of the whole item in kg
 * @param value the value of the whole item
 */
public record GoodsItem(
        int itemNumber,
        @Nullable String commodityCode,
        @Nullable String tariff,
        @Nullable String hsEdition,
        @Nullable String description,
        @Nullable String countryOfOrigin,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable BigDecimal netMassKg,
        @Nullable Money value) {
    /** Creates an item with only its number and its code. */
    public static GoodsItem of(int itemNumber, String commodityCode) {
        return new GoodsItem(itemNumber, commodityCode, null, null, null, null, null, null, null, null);
    }
}
