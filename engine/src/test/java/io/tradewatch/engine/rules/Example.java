package io.tradewatch.engine.rules;

import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.TransferDraft;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.RoleCountry;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the tables of examples are screened, and how their cells are read and written. */
public final class Example {
    private static final List<ReferenceTable> TABLES = List.of(
            table(
                    ReferenceTable.COUNTRIES,
                    "code,canonical",
                    "KP,KP RU,RU CN,CN DE,DE GB,GB GR,GR US,US EL,GR UK,GB XI,GB XU,GB"),
            table(
                    ReferenceTable.COUNTRY_GROUPS,
                    "group,country,from,to",
                    "EU,DE,1958-01-01, EU,GB,1973-01-01,2021-01-01 EU,GR,1981-01-01,"),
            table(
                    ReferenceTable.HS_CORRELATION,
                    "edition_from,code_from,edition_to,code_to",
                    "HS2022,880730,HS2017,880330" // moved
                            + " HS2022,851713,HS2017,851712 HS2022,851714,HS2017,851712" // split, under new numbers
                            + " HS2022,854231,HS2017,854231 HS2022,854239,HS2017,854231 HS2022,854239,HS2017,854239"
                            + " HS2017,870340,HS2012,870321 HS2017,870340,HS2012,870322" // hybrids came out of these
                            + " HS2017,870321,HS2012,870321 HS2017,870322,HS2012,870322"),
            table(
                    ReferenceTable.EXCHANGE_RATES,
                    "date,from,to,rate",
                    "2018-06-01,EUR,USD,1.25 2018-06-15,EUR,USD,1.2 2018-06-16,EUR,USD,9"
                            + " 2018-06-01,USD,KRW,1000 2018-06-01,GBP,USD,3"));

    private Example() {}

    /** What the engine finds for a transfer under these measures. */
    public static List<Finding> screen(TransferDraft transfer, MeasureDraft... measures) {
        return screen(transfer, Arrays.asList(measures));
    }

    public static List<Finding> screen(TransferDraft transfer, Collection<MeasureDraft> measures) {
        List<Measure> revisions = measures.stream().map(MeasureDraft::build).toList();
        return new Screening(MeasureIndex.compile(law(revisions)), Screening.DEFAULT_MAX_VIOLATIONS)
                .screen(transfer.build());
    }

    public static Law law(Collection<Measure> revisions) {
        return Law.of(revisions, ReferenceTables.of(TABLES));
    }

    /** The one finding, or null when there is none. */
    public static @Nullable Finding only(List<Finding> findings) {
        if (findings.size() > 1) {
            throw new AssertionError("expected one finding at most: " + findings);
        }
        return findings.isEmpty() ? null : findings.get(0);
    }

    /** {@code no} for no violation, else {@code CERTAIN} or the doubts. */
    public static String outcome(List<Finding> findings) {
        Finding finding = only(findings);
        if (finding == null) {
            return "no";
        }
        return finding.doubts().isEmpty() ? "CERTAIN" : joined(finding.doubts().stream());
    }

    /** For example {@code CONSIGNEE:KP TRANSIT:RU}; null when empty. */
    public static @Nullable String written(List<RoleCountry> roles) {
        return roles.isEmpty() ? null : joined(roles.stream().map(role -> role.role() + ":" + role.country()));
    }

    public static String joined(Stream<?> words) {
        return words.map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** The words of a cell; none when it is empty. */
    public static String[] words(@Nullable String cell) {
        return cell == null ? new String[0] : cell.split(" +");
    }

    /** Prefixes or roles of a cell, which are parted by commas, as {@code ex} goes before a blank. */
    public static String[] list(@Nullable String cell) {
        return cell == null ? new String[0] : cell.split(", *");
    }

    private static ReferenceTable table(String name, String columns, String rows) {
        return new ReferenceTable(
                name,
                List.of(columns.split(",")),
                Arrays.stream(rows.split(" +"))
                        .map(row -> List.of(row.split(",", -1)))
                        .toList());
    }
}
