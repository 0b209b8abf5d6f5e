package io.tradewatch.cli.transfers.guess;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.index.CountryReading;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells countries, commodity codes and currencies from other texts, by the reference tables. */
public final class Known {
    private static final Pattern CODE = Pattern.compile("[0-9][0-9. ]{2,14}[0-9]");
    private static final Pattern ONLY_DIGITS = Pattern.compile("[0-9]+");
    private static final int DIGITS_OF_A_HEADING = 4;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Countries countries;
    private final LocalDate day;
    private final Set<String> codes = new HashSet<>();

    /**
     * Known things.
     *
     * @param tables the reference tables, among them those of countries and of HS codes
     * @param day the day by which countries are read
     */
    public Known(Collection<ReferenceTable> tables, LocalDate day) {
        this.countries = Countries.from(
                ReferenceTable.named(tables, ReferenceTable.COUNTRIES).orElseThrow());
        this.day = day;
        for (List<String> row : ReferenceTable.named(tables, ReferenceTable.HS_CODES)
                .orElseThrow()
                .rows()) {
            codes.add(row.get(1));
            codes.add(row.get(1).substring(0, DIGITS_OF_A_HEADING));
        }
    }

    /** A code or name; a number may be one too, and says nothing by itself. */
    boolean isCountry(String text) {
        CountryReading reading = countries.read(text, day);
        return !reading.isAbsent() && !reading.isUnreadable();
    }

    static boolean isNumeric(String text) {
        return ONLY_DIGITS.matcher(text).matches();
    }

    /** A subheading or heading of some edition of the Harmonized System, whatever digits follow. */
    boolean isCommodity(String text) {
        if (!CODE.matcher(text).matches()) {
            return false;
        }
        String digits = text.replaceAll("[. ]", "");
        String even = digits.length() % 2 == 0 ? digits : "0" + digits;
        return digits.length() >= DIGITS_OF_A_HEADING && (isListed(digits) || isListed(even));
    }

    private boolean isListed(String digits) {
        return codes.contains(digits.substring(
                0, digits.length() < CommodityCode.HS_DIGITS ? DIGITS_OF_A_HEADING : CommodityCode.HS_DIGITS));
    }

    static boolean isCurrency(String text) {
        return CURRENCIES.contains(text);
    }
}
