package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.WindDown;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a measure against the calendar and against the reference tables. */
public final class MeasureChecks {
    /** Number of days by which an inclusive end that was written as an exclusive one may be off. */
    private static final int DAYS_OF_A_SLIP = 7;

    private final ReferenceTables reference;
    private final EditionCodes codes;
    private final LocalDate today;
    private final Consumer<LintProblem> problems;

    /**
     * @param codes which codes each edition of the Harmonized System has
     * @param today the last day of which a text can have been read
     */
    MeasureChecks(ReferenceTables reference, EditionCodes codes, LocalDate today, Consumer<LintProblem> problems) {
        this.reference = reference;
        this.codes = codes;
        this.today = today;
        this.problems = problems;
    }

    void check(WrittenMeasure written) {
        checkCountries(written, "targets", written.measure().targets());
        checkCountries(written, "boundBy", written.measure().boundBy());
        checkCodes(written, "commodities", written.measure().commodities());
        checkCodes(written, "exceptCommodities", written.measure().exceptCommodities());
        checkExceptions(written);
        checkDates(written);
        checkWindDown(written);
        checkCitation(written);
        checkTextAsOf(written);
    }

    private void checkCountries(WrittenMeasure written, String list, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String canonical = reference.countries().canonical(name);
            if (reference.groups().names().contains(name) || name.equals(canonical)) {
                continue;
            }
            if (canonical == null) {
                error(
                        written.place(list, i),
                        "'" + name + "' is neither a known country nor a country group",
                        "use a code of countries.csv or a group of country-groups.yaml");
            } else {
                error(
                        written.place(list, i),
                        "'" + name + "' is not the canonical code, so no transfer would match it",
                        "write \"" + canonical + "\"");
            }
        }
    }

    private void checkCodes(WrittenMeasure written, String list, List<CommodityPrefix> prefixes) {
        Measure measure = written.measure();
        for (int i = 0; i < prefixes.size(); i++) {
            CommodityPrefix prefix = prefixes.get(i);
            if (prefix.digits().length() > CommodityCode.HS_DIGITS && measure.tariff() == null) {
                error(
                        written.place(list, i),
                        "code " + prefix.code() + " has national digits, but the measure has no tariff",
                        "add tariff, such as CN for the EU's Combined Nomenclature");
            }
            if (!prefix.isAny() && !HsFields.isChapter(prefix.digits().substring(0, 2))) {
                error(
                        written.place(list, i),
                        "code " + prefix.code() + " is in no chapter of the Harmonized System",
                        "use a code of chapters 01 to 97, except 77");
            }
            if (prefix.digits().length() >= CommodityCode.HS_DIGITS) {
                checkExists(written, list, i);
            }
        }
    }

    private void checkExists(WrittenMeasure written, String list, int index) {
        Measure measure = written.measure();
        List<CommodityPrefix> prefixes =
                list.equals("commodities") ? measure.commodities() : measure.exceptCommodities();
        String code = prefixes.get(index).digits().substring(0, CommodityCode.HS_DIGITS);
        HsEdition stated = measure.hsEdition();
        if (codes.has(stated, code)) {
            return;
        }
        Place place = written.place(list, index);
        String message = "code " + code + " is not in " + stated + ", the edition that the measure states; ";
        codes.nearestWith(stated, code)
                .ifPresentOrElse(
                        other -> error(place, message + other + " has it", instead(code, other, stated)),
                        () -> error(place, message + "no edition has it", "correct the code"));
    }

    private String instead(String code, HsEdition other, HsEdition stated) {
        String partners = reference.correlation().translate(code, other, stated).stream()
                .filter(partner -> codes.has(stated, partner))
                .collect(Collectors.joining(", "));
        return (partners.isEmpty() ? "correct the code" : "write what it corresponds to (" + partners + ")")
                + " or state the edition " + other;
    }

    private void checkExceptions(WrittenMeasure written) {
        Measure measure = written.measure();
        List<CommodityPrefix> excepted = measure.exceptCommodities();
        for (int i = 0; i < excepted.size(); i++) {
            CommodityPrefix except = excepted.get(i);
            if (measure.commodities().stream().noneMatch(prefix -> touch(prefix, except))) {
                warning(
                        written.place("exceptCommodities", i),
                        "'" + except.written() + "' lies outside the measure's commodities, so it spares nothing",
                        "drop it, or correct the code");
            }
            String swallowed = measure.commodities().stream()
                    .filter(prefix ->
                            !except.ex() && !prefix.isAny() && prefix.digits().startsWith(except.digits()))
                    .map(CommodityPrefix::written)
                    .collect(Collectors.joining(", "));
            if (!swallowed.isEmpty()) {
                warning(
                        written.place("exceptCommodities", i),
                        "'" + except.written() + "' spares all of " + swallowed + ", which commodities lists",
                        "drop " + swallowed + " from commodities, or narrow the exception");
            }
        }
    }

    private static boolean touch(CommodityPrefix one, CommodityPrefix other) {
        return one.digits().startsWith(other.digits()) || other.digits().startsWith(one.digits());
    }

    private void checkDates(WrittenMeasure written) {
        Measure measure = written.measure();
        LocalDate from = measure.effectiveFrom();
        LocalDate to = measure.effectiveTo();
        if (to != null && !from.isBefore(to)) {
            error(
                    written.place("effectiveTo"),
                    "effectiveTo " + to + " is not after effectiveFrom " + from + ", so the measure is never in force",
                    "correct one of the two: effectiveTo is the first day on which it is law no more");
        }
        LocalDate adopted = written.adopted();
        if (adopted != null && from.isBefore(adopted)) {
            warning(
                    written.place("effectiveFrom"),
                    "effectiveFrom " + from + " lies before the instrument's adoption on " + adopted,
                    "check both days");
        }
    }

    private void checkWindDown(WrittenMeasure written) {
        Measure measure = written.measure();
        WindDown windDown = measure.windDown();
        if (windDown == null) {
            return;
        }
        if (windDown.contractBefore().isAfter(windDown.until())) {
            error(
                    written.place("windDown/contractBefore"),
                    "contractBefore " + windDown.contractBefore() + " lies after until " + windDown.until(),
                    "contractBefore is the day before which the contract was made, until the first day on which it no"
                            + " longer helps");
        }
        if (!windDown.until().isAfter(measure.effectiveFrom())) {
            warning(
                    written.place("windDown/until"),
                    "until " + windDown.until() + " is not after effectiveFrom " + measure.effectiveFrom()
                            + ", so no contract is ever spared",
                    "correct one of the two, or drop windDown");
        }
        checkEndOfWindDown(written, windDown.until(), measure.effectiveTo());
    }

    private void checkEndOfWindDown(WrittenMeasure written, LocalDate until, @Nullable LocalDate effectiveTo) {
        if (effectiveTo == null || until.equals(effectiveTo)) {
            return;
        }
        if (until.isAfter(effectiveTo)) {
            warning(
                    written.place("windDown/until"),
                    "until " + until + " lies after effectiveTo " + effectiveTo,
                    "check both days");
        } else if (!until.plusDays(DAYS_OF_A_SLIP).isBefore(effectiveTo)) {
            warning(
                    written.place("windDown/until"),
                    "until " + until + " lies shortly before effectiveTo " + effectiveTo
                            + ", so older contracts are caught on the last days",
                    "both are the first day on which something no longer holds: if old contracts are spared to the end,"
                            + " write until " + effectiveTo);
        }
    }

    private void checkCitation(WrittenMeasure written) {
        Measure measure = written.measure();
        if (isContradicted(measure)) {
            error(
                    written.place("citationStatus"),
                    "citationStatus is " + measure.citationStatus() + ", but " + halves(measure),
                    "drop citationStatus, which follows from contentRead and provisionRead, or correct one of the"
                            + " three");
        }
        boolean isOpenHalfNamed = measure.contentRead() != null && measure.provisionRead() != null;
        if (measure.citationStatus() == CitationStatus.UNVERIFIED
                && measure.citationNote() == null
                && !isOpenHalfNamed) {
            warning(
                    written.place("citationStatus"),
                    "the citation of " + measure.measureId() + " is unverified, and no note says in what",
                    "add citationNote: what was not read in a source");
        }
    }

    /** One half that was not read is enough to contradict VERIFIED; only both together contradict UNVERIFIED. */
    private static boolean isContradicted(Measure measure) {
        return switch (measure.citationStatus()) {
            case VERIFIED ->
                Boolean.FALSE.equals(measure.contentRead()) || Boolean.FALSE.equals(measure.provisionRead());
            case UNVERIFIED ->
                Boolean.TRUE.equals(measure.contentRead()) && Boolean.TRUE.equals(measure.provisionRead());
        };
    }

    private static String halves(Measure measure) {
        StringJoiner halves = new StringJoiner(" and ");
        if (measure.contentRead() != null) {
            halves.add("contentRead is " + measure.contentRead());
        }
        if (measure.provisionRead() != null) {
            halves.add("provisionRead is " + measure.provisionRead());
        }
        return halves.toString();
    }

    private void checkTextAsOf(WrittenMeasure written) {
        LocalDate asOf = written.measure().textAsOf();
        if (asOf == null) {
            return;
        }
        LocalDate from = written.measure().effectiveFrom();
        if (asOf.isAfter(today)) {
            error(
                    written.place("textAsOf"),
                    "textAsOf " + asOf + " is in the future, so nobody can have read that state",
                    "write the day of the newest state that was read, today (" + today + ", UTC) at the latest");
        } else if (asOf.isBefore(from)) {
            warning(
                    written.place("textAsOf"),
                    "textAsOf " + asOf + " lies before effectiveFrom " + from
                            + ", so the text that was read is older than the measure",
                    "check both days");
        }
    }

    private void error(Place place, String message, String fix) {
        problems.accept(LintProblem.error(place, message, fix));
    }

    private void warning(Place place, String message, String fix) {
        problems.accept(LintProblem.warning(place, message, fix));
    }
}
