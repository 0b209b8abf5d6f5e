package io.tradewatch.ruleset.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.imports.ImportWorkshop.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of sequences of imports. */
final class MeasureImportPropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Property(tries = 25)
    void shouldGiveTheSameForTheSameDataInAnyOrder(@ForAll("imports") List<List<Row>> imports, @ForAll long seed)
            throws IOException {
        withWorkshops((one, other) -> {
            for (int i = 0; i < imports.size(); i++) {
                List<Row> rows = new ArrayList<>(imports.get(i));
                one.write(FIRST.plusMonths(i), rows.toArray(Row[]::new));
                Map<String, String> written = one.files();

                // The same again changes nothing.
                assertThat(one.write(FIRST.plusMonths(i), rows.toArray(Row[]::new))
                                .changes())
                        .isEmpty();
                assertThat(one.files()).isEqualTo(written);

                Collections.shuffle(rows, new Random(seed));
                other.write(FIRST.plusMonths(i), rows.toArray(Row[]::new));
                assertThat(other.files()).isEqualTo(written);
            }
        });
    }

    @Property(tries = 25)
    void shouldSayTheDataFromNowOnAndForgetNoPast(@ForAll("imports") List<List<Row>> imports) throws IOException {
        withWorkshops((workshop, unused) -> {
            List<Measure> before = List.of();
            Set<String> revisions = new TreeSet<>();
            for (int i = 0; i < imports.size(); i++) {
                LocalDate asOf = FIRST.plusMonths(i);
                workshop.write(asOf, imports.get(i).toArray(Row[]::new));
                List<Measure> after = workshop.measures();

                assertThat(lawOn(asOf.plusDays(10), after)).isEqualTo(dataOn(asOf.plusDays(10), imports.get(i)));
                LocalDate past = asOf.minusDays(1);
                Set<String> pastLaw = lawOn(past, before);
                imports.get(i).forEach(row -> pastLaw.remove(key(row)));
                assertThat(lawOn(past, after)).containsAll(pastLaw);

                // No revision is ever rewritten.
                assertThat(after.stream().map(Measure::toString)).containsAll(revisions);
                after.forEach(measure -> revisions.add(measure.toString()));
                before = after;
            }
            assertThat(Lint.check(workshop.folder(), Path.of("..", "config", "reference"))
                            .errors())
                    .isEmpty();
        });
    }

    private static Set<String> lawOn(LocalDate day, List<Measure> measures) {
        Map<String, Measure> highest = new TreeMap<>();
        measures.forEach(measure -> highest.put(measure.measureId(), measure));
        Set<String> law = new TreeSet<>();
        for (Measure measure : highest.values()) {
            if (measure.status() == MeasureStatus.ACTIVE
                    && !day.isBefore(measure.effectiveFrom())
                    && (measure.effectiveTo() == null || day.isBefore(measure.effectiveTo()))) {
                measure.commodities().stream()
                        .map(CommodityPrefix::digits)
                        .forEach(
                                code -> law.add(measure.targets().get(0) + " " + measure.effectiveFrom() + " " + code));
            }
        }
        return law;
    }

    private static Set<String> dataOn(LocalDate day, List<Row> rows) {
        Set<String> law = new TreeSet<>();
        for (Row row : rows) {
            LocalDate from = LocalDate.parse(row.values().get(TariffField.START));
            String end = row.values().getOrDefault(TariffField.END, "");
            if (!day.isBefore(from) && (end.isEmpty() || !day.isAfter(LocalDate.parse(end)))) {
                law.add(key(row));
            }
        }
        return law;
    }

    /** Country, first day and goods of a row. */
    private static String key(Row row) {
        return row.values().get(TariffField.AREA) + " " + row.values().get(TariffField.START) + " "
                + row.values().get(TariffField.GOODS).substring(0, 4);
    }

    @Provide
    Arbitrary<List<List<Row>>> imports() {
        Arbitrary<String> goods = Arbitraries.of("2701000000", "2702000000", "2703000000", "2704000000");
        Arbitrary<String> areas = Arbitraries.of("RU", "BY");
        Arbitrary<String> starts = Arbitraries.of("2022-04-21", "2026-02-20");
        Arbitrary<String> ends = Arbitraries.of("", "", "2026-02-25", "2026-12-31");
        Arbitrary<String> additional = Arbitraries.of("", "", "4115");
        Arbitrary<Row> row = Combinators.combine(goods, areas, starts, ends, additional)
                .as((code, area, start, end, part) -> Row.of(code)
                        .with(TariffField.AREA, area)
                        .with(TariffField.START, start)
                        .with(TariffField.END, end)
                        .with(TariffField.ADDITIONAL_CODE, part));
        return row.list().ofMinSize(1).ofMaxSize(8).list().ofMinSize(1).ofMaxSize(4);
    }

    /** What is done with two empty folders. */
    @FunctionalInterface
    private interface Work {
        void with(ImportWorkshop one, ImportWorkshop other) throws IOException;
    }

    private static void withWorkshops(Work work) throws IOException {
        Path folder = Files.createTempDirectory("import-property");
        try {
            Path one = Files.createDirectory(folder.resolve("one"));
            Path other = Files.createDirectory(folder.resolve("other"));
            work.with(new ImportWorkshop(one).acceptingEndings(), new ImportWorkshop(other).acceptingEndings());
        } finally {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
