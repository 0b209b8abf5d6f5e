package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.imports.RowProblem.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts the rows of chosen types. Rows about groups of countries are counted and left out. */
final class TariffRows {
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{2})[-./]([0-9]{2})[-./]([0-9]{4})");
    private static final Pattern GROUP = Pattern.compile("[0-9]{3,4}");
    private static final int MAX_CELL = 5_000;

    private final TariffFormat format;
    private final TariffHeader header;
    private final MeasureTypes types;
    private final Set<String> selection;
    private final Countries countries;
    private final GoodsCode codes;
    private final LocalDate asOf;
    private final RowCounts counts;

    /** A row that cannot be imported. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final Reason reason;

        Refused(Reason reason, String message) {
            super(message);
            this.reason = reason;
        }
    }

    TariffRows(TariffHeader header, ImportSettings settings, RowCounts counts) {
        this.format = settings.request().format();
        this.header = header;
        this.types = settings.types();
        this.selection = settings.selection();
        this.countries = settings.countries();
        this.codes = settings.codes();
        this.asOf = settings.request().asOf();
        this.counts = counts;
    }

    /** Returns a row's content; empty when it is left out, which is counted or reported. */
    Optional<TariffRow> read(TariffTable.Row row) {
        try {
            return content(row);
        } catch (Refused e) {
            counts.problem(new RowProblem(row.line(), e.reason, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<TariffRow> content(TariffTable.Row row) throws Refused {
        if (row.cells().size() != header.size()) {
            throw new Refused(
                    Reason.WRONG_CELLS, "the row has " + row.cells().size() + " cells, expected " + header.size());
        }
        String typeId = required(row, TariffField.TYPE, "measure type");
        MeasureType type = types.type(typeId).orElse(null);
        if (type == null) {
            counts.otherType(typeId, value(row, TariffField.REGULATION));
            return Optional.empty();
        }
        counts.covers(type.flow());
        if (!selection.contains(typeId)) {
            counts.typeNotChosen(typeId);
            return Optional.empty();
        }
        String area = required(row, TariffField.AREA, "area");
        if (GROUP.matcher(area).matches()) {
            counts.group(area);
            return Optional.empty();
        }
        String country = country(area);
        LocalDate from = day(required(row, TariffField.START, "first day"));
        LocalDate to = end(value(row, TariffField.END), from);
        CommodityPrefix goods = goods(row, to);
        Family family = new Family(
                format, required(row, TariffField.REGULATION, "regulation"), type, country, from, condition(row));
        return Optional.of(new TariffRow(
                family,
                value(row, TariffField.REGULATION_URL),
                goods,
                to,
                parts(value(row, TariffField.FOOTNOTES), "\\|")));
    }

    private String value(TariffTable.Row row, TariffField field) throws Refused {
        String value = header.value(row, field);
        if (value.length() > MAX_CELL) {
            throw new Refused(Reason.WRONG_CELL, "a cell has more than " + MAX_CELL + " characters");
        }
        return value;
    }

    private String required(TariffTable.Row row, TariffField field, String name) throws Refused {
        String value = value(row, field);
        if (value.isEmpty()) {
            throw new Refused(Reason.WRONG_CELL, "the row has no " + name);
        }
        return value;
    }

    private String country(String area) throws Refused {
        String canonical = countries.canonical(area);
        if (canonical == null) {
            throw new Refused(
                    Reason.UNKNOWN_AREA,
                    "area '" + Excerpt.of(area) + "' is neither a country of countries.csv nor a numbered group");
        }
        if (canonical.equals(format.boundBy())) {
            throw new Refused(
                    Reason.EXCLUDED_AREA, "area '" + Excerpt.of(area) + "' belongs to the country that the law binds");
        }
        return canonical;
    }

    private CommodityPrefix goods(TariffTable.Row row, LocalDate to) throws Refused {
        String written = value(row, TariffField.GOODS);
        boolean isPart = !value(row, TariffField.ADDITIONAL_CODE).isEmpty()
                || !value(row, TariffField.QUOTA).isEmpty();
        CommodityPrefix goods = codes.read(written, isPart)
                .orElseThrow(() -> new Refused(
                        Reason.UNREADABLE_CODE, "goods code '" + Excerpt.of(written) + "' has not ten digits"));
        HsEdition edition = edition(to, asOf);
        if (!codes.exists(goods, edition)) {
            throw new Refused(Reason.UNKNOWN_CODE, "goods code '" + Excerpt.of(written) + "' is not in " + edition);
        }
        return goods;
    }

    /** The edition of the Harmonized System of codes that are law until a day, in data of a day. */
    static HsEdition edition(LocalDate to, LocalDate asOf) {
        return HsEdition.inForceOn(to.isAfter(asOf) ? asOf : to.minusDays(1));
    }

    private static LocalDate end(String written, LocalDate from) throws Refused {
        if (written.isEmpty()) {
            return LocalDate.MAX;
        }
        LocalDate last = day(written);
        if (last.isBefore(from)) {
            throw new Refused(Reason.WRONG_DAY, "the last day " + last + " is before the first, " + from);
        }
        return last.plusDays(1);
    }

    private static LocalDate day(String written) throws Refused {
        String iso = DAY_FIRST.matcher(written).replaceFirst("$3-$2-$1");
        try {
            return DayRange.day(iso);
        } catch (DateTimeException e) {
            throw new Refused(
                    Reason.WRONG_DAY,
                    "'" + Excerpt.of(written) + "' is not a day such as 2022-04-21 or 21-04-2022"
                            + (written.matches("[0-9]{4,6}")
                                    ? "; it is a spreadsheet's number of a day: save the column as text"
                                    : ""));
        }
    }

    /** Conditions and excluded areas in one text, in an order of their own; null when there are none. */
    private @Nullable String condition(TariffTable.Row row) throws Refused {
        String separator = format == TariffFormat.TARIC ? ";" : "\\|";
        String conditions = String.join(" | ", parts(value(row, TariffField.CONDITIONS), separator));
        String excluded = String.join(", ", parts(value(row, TariffField.EXCLUDED_AREAS), "\\|"));
        if (conditions.isEmpty() && excluded.isEmpty()) {
            return null;
        }
        return (conditions.isEmpty() ? "" : "Unless a condition of the tariff is met: " + conditions)
                + (conditions.isEmpty() || excluded.isEmpty() ? "" : ". ")
                + (excluded.isEmpty() ? "" : "Areas that the data leaves out: " + excluded);
    }

    private static Set<String> parts(String written, String separator) {
        return Arrays.stream(written.split(separator, -1))
                .map(part -> part.strip().replaceAll("\\s+", " "))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
