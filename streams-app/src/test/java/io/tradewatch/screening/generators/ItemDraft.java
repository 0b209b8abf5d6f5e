package io.tradewatch.screening.generators;

import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A goods item in the making, of which nothing is known but its number unless a test says more. */
public final class ItemDraft {
    private final int itemNumber;

    @Nullable String commodityCode;

    @Nullable String tariff;

    @Nullable String hsEdition;

    @Nullable String countryOfOrigin;

    @Nullable BigDecimal quantity;

    @Nullable String unit;

    @Nullable BigDecimal netMassKg;

    @Nullable Money value;

    private ItemDraft(int itemNumber) {
        this.itemNumber = itemNumber;
    }

    public static ItemDraft item(int itemNumber, @Nullable String commodityCode) {
        ItemDraft draft = new ItemDraft(itemNumber);
        draft.commodityCode = commodityCode;
        return draft;
    }

    /** A draft that starts from an existing item. */
    public static ItemDraft like(GoodsItem item) {
        ItemDraft draft = item(item.itemNumber(), item.commodityCode());
        draft.tariff = item.tariff();
        draft.hsEdition = item.hsEdition();
        draft.countryOfOrigin = item.countryOfOrigin();
        draft.quantity = item.quantity();
        draft.unit = item.unit();
        draft.netMassKg = item.netMassKg();
        draft.value = item.value();
        return draft;
    }

    public ItemDraft tariff(@Nullable String name) {
        tariff = name;
        return this;
    }

    public ItemDraft edition(@Nullable String name) {
        hsEdition = name;
        return this;
    }

    public ItemDraft origin(@Nullable String country) {
        countryOfOrigin = country;
        return this;
    }

    public ItemDraft quantity(@Nullable String number, @Nullable String unitCode) {
        quantity = number == null ? null : new BigDecimal(number);
        unit = unitCode;
        return this;
    }

    public ItemDraft netMass(@Nullable String kilograms) {
        netMassKg = kilograms == null ? null : new BigDecimal(kilograms);
        return this;
    }

    public ItemDraft value(@Nullable String amount, @Nullable String currency) {
        value = amount == null || currency == null ? null : new Money(new BigDecimal(amount), currency);
        return this;
    }

    /** The item as drafted. */
    public GoodsItem build() {
        return new GoodsItem(
                itemNumber, commodityCode, tariff, hsEdition, null, countryOfOrigin, quantity, unit, netMassKg, value);
    }
}
