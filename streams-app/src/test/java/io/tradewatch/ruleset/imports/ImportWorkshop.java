package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.MeasureFiles;
import io.tradewatch.ruleset.files.ReferenceFiles;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Imports invented rows into a folder, and shows what is in it. */
final class ImportWorkshop {
    static final LocalDate DAY_1 = LocalDate.of(2026, 1, 1);
    static final LocalDate DAY_2 = LocalDate.of(2026, 2, 1);
    static final LocalDate DAY_3 = LocalDate.of(2026, 3, 1);
    static final String ID = "UK-TARIFF-INV1-277-RU-20220421";

    private static final List<ReferenceTable> TABLES =
            ReferenceFiles.read(Path.of("..", "config", "reference")).tables();

    private final Path base;
    private final String output;
    private final List<RowProblem> problems = new ArrayList<>();
    private boolean acceptsEndings;
    private List<String> types = List.of();
    private Optional<Charset> charset = Optional.empty();

    /** @param base a folder of its own */
    ImportWorkshop(Path base) {
        this(base, "import");
    }

    /**
     * An import into another folder.
     *
     * @param base a folder of its own
     * @param output the folder of measures in it
     */
    ImportWorkshop(Path base, String output) {
        this.base = base;
        this.output = output;
    }

    /** A row, with an invented law unless the test says otherwise. */
    record Row(Map<TariffField, String> values) {
        static Row of(String code) {
            return new Row(Map.of(
                    TariffField.GOODS, code,
                    TariffField.TYPE, "277",
                    TariffField.AREA, "RU",
                    TariffField.START, "2022-04-21",
                    TariffField.REGULATION, "INV1"));
        }

        Row with(TariffField field, String value) {
            Map<TariffField, String> all = new TreeMap<>(values);
            all.put(field, value);
            return new Row(all);
        }

        private String line(TariffFormat format) {
            return format.columns().keySet().stream()
                    .map(field -> "\"" + values.getOrDefault(field, "").replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(","));
        }
    }

    static Row row(String code) {
        return Row.of(code);
    }

    static Row row(String code, String lastDay) {
        return Row.of(code).with(TariffField.END, lastDay);
    }

    static String csv(TariffFormat format, List<Row> rows) {
        return Stream.concat(
                        Stream.of(String.join(",", format.columns().values())),
                        rows.stream().map(row -> row.line(format)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    ImportWorkshop acceptingEndings() {
        acceptsEndings = true;
        return this;
    }

    ImportWorkshop types(String... numbers) {
        types = List.of(numbers);
        return this;
    }

    ImportWorkshop charset(Charset given) {
        charset = Optional.of(given);
        return this;
    }

    ImportPlan write(LocalDate asOf, Row... rows) throws IOException {
        return write(asOf, TariffFormat.UK_TARIFF, csv(TariffFormat.UK_TARIFF, List.of(rows)));
    }

    ImportPlan write(LocalDate asOf, TariffFormat format, String text) throws IOException {
        return write(asOf, format, text.getBytes(StandardCharsets.UTF_8));
    }

    ImportPlan write(LocalDate asOf, TariffFormat format, byte[] bytes) throws IOException {
        try (MeasureImport work = open(asOf, format, bytes, true)) {
            work.write();
            return work.plan();
        }
    }

    MeasureImport open(LocalDate asOf, TariffFormat format, byte[] bytes, boolean isForWriting) throws IOException {
        problems.clear();
        Path file = Files.write(base.resolve("data.csv"), bytes);
        return MeasureImport.open(
                new MeasureImport.Request(file, format, folder(), asOf, types, charset, acceptsEndings, isForWriting),
                TABLES,
                problems::add);
    }

    Path folder() {
        return base.resolve(output);
    }

    List<RowProblem> problems() {
        return problems;
    }

    /** The content of all files, by name. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder())) {
            for (Path file : list.toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return files;
    }

    List<Measure> measures() {
        return MeasureFiles.read(folder()).measures().stream()
                .map(WrittenMeasure::measure)
                .sorted(Comparator.comparing(Measure::measureId).thenComparingInt(Measure::revision))
                .toList();
    }

    /** The highest revisions, as {@code id@revision status goods from to}. */
    List<String> law() {
        Map<String, Measure> highest = new TreeMap<>();
        measures().forEach(measure -> highest.put(measure.measureId(), measure));
        return highest.values().stream().map(ImportWorkshop::line).toList();
    }

    private static String line(Measure measure) {
        return measure.measureId() + "@" + measure.revision() + " " + measure.status() + " "
                + measure.commodities().stream().map(each -> each.written()).toList() + " until "
                + measure.effectiveTo();
    }
}
