package io.tradewatch.cli.measures;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Violation;
import io.tradewatch.cli.Lines;
import io.tradewatch.replay.Difference;
import io.tradewatch.replay.Difference.Kind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups the differences of a draft by consignor, corridor and code. It keeps one row in memory for each consignor, corridor
 * and code with a difference.
 */
final class ImpactReport {
    private static final int ROWS = 10;
    private static final int NAME_WIDTH = 50;

    private final int maxExamples;
    private final Map<String, Map<Kind, Long>> byMeasure = new TreeMap<>();
    private final Map<String, Map<Kind, Long>> byConsignor = new TreeMap<>();
    private final Map<String, Map<Kind, Long>> byCorridor = new TreeMap<>();
    private final Map<String, Map<Kind, Long>> byCode = new TreeMap<>();
    private final List<Violation> examples = new ArrayList<>();

    /** @param maxExamples maximum number of new alerts kept as examples */
    ImpactReport(int maxExamples) {
        this.maxExamples = maxExamples;
    }

    void add(Difference difference) {
        Violation violation = difference.violation();
        count(byMeasure, violation.getMeasureId(), difference.kind());
        count(byConsignor, consignor(violation.getConsignor()), difference.kind());
        count(
                byCorridor,
                country(violation.getCountryOfDispatch()) + " to " + country(violation.getCountryOfDestination()),
                difference.kind());
        count(byCode, code(violation.getGoodsItem()), difference.kind());
        if (difference.kind() == Kind.NEW && examples.size() < maxExamples) {
            examples.add(violation);
        }
    }

    private static void count(Map<String, Map<Kind, Long>> groups, String name, Kind kind) {
        groups.computeIfAbsent(name, group -> new EnumMap<>(Kind.class)).merge(kind, 1L, Long::sum);
    }

    private static String consignor(@Nullable Party consignor) {
        if (consignor == null || (consignor.getName() == null && consignor.getCountry() == null)) {
            return "(unknown)";
        }
        return (consignor.getName() == null ? "(unnamed)" : consignor.getName()) + " ("
                + country(consignor.getCountry()) + ")";
    }

    private static String country(@Nullable String country) {
        return country == null || country.isBlank() ? "?" : country;
    }

    private static String code(@Nullable GoodsItem item) {
        return item == null || item.getCommodityCode() == null ? "(none)" : item.getCommodityCode();
    }

    /** Prints the groups with most differences, for each kind of group, and the examples. */
    void print(PrintWriter out) {
        if (byMeasure.isEmpty()) {
            return;
        }
        print(out, "measure", byMeasure);
        print(out, "consignor", byConsignor);
        print(out, "corridor", byCorridor);
        print(out, "code", byCode);
        if (!examples.isEmpty()) {
            out.println();
            out.println("examples of what is new");
            examples.forEach(example -> Lines.print(out, "  + ", example.getExplanation()));
        }
    }

    private static void print(PrintWriter out, String title, Map<String, Map<Kind, Long>> groups) {
        out.println();
        out.println(row("by " + title, "new", "gone", "changed"));
        groups.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<String, Map<Kind, Long>> group) -> -total(group.getValue())))
                .limit(ROWS)
                .forEach(group -> out.println(row(
                        "  " + group.getKey(),
                        number(group.getValue(), Kind.NEW),
                        number(group.getValue(), Kind.GONE),
                        number(group.getValue(), Kind.CHANGED))));
        if (groups.size() > ROWS) {
            out.println("  … and " + (groups.size() - ROWS) + " more");
        }
    }

    private static long total(Map<Kind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String number(Map<Kind, Long> counts, Kind kind) {
        return Long.toString(counts.getOrDefault(kind, 0L));
    }

    private static String row(String name, String added, String gone, String changed) {
        String cut = name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name;
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %8s %8s %8s", cut, added, gone, changed);
    }
}
