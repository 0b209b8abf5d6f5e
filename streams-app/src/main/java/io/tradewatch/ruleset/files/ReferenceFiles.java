package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.ReferenceTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reference tables in the files of a folder, each checked separately and against the others. {@code locations.csv}
 * is optional: without it every text in the form of a UN/LOCODE is valid. So is {@code gateways.csv}, which is checked
 * but does not belong to the tables that are published: a table that no rule reads would have every transfer of the
 * look-back screened again.
 */
public final class ReferenceFiles {
    private static final List<String> HS_CODE_COLUMNS = List.of("edition", "code");
    private static final List<String> CORRELATION_COLUMNS =
            List.of("edition_from", "code_from", "edition_to", "code_to");
    private static final List<String> LOCATION_COLUMNS = List.of("code", "name");
    private static final List<String> RATE_COLUMNS = List.of("date", "from", "to", "rate");

    private final List<WrittenTable> tables = new ArrayList<>();
    private final List<LintProblem> problems = new ArrayList<>();

    private ReferenceFiles() {}

    /**
     * Reads {@code countries.csv}, {@code country-groups.yaml}, {@code hs-codes.csv}, {@code hs-correlation.csv},
     * {@code exchange-rates.csv}, and {@code locations.csv} and {@code gateways.csv}, if present.
     */
    public static ReferenceFiles read(Path folder) {
        ReferenceFiles read = new ReferenceFiles();
        if (!Files.isDirectory(folder)) {
            read.problems.add(LintProblem.error(
                    Place.whole(folder), "is not a folder", "name the folder that holds the reference tables"));
            return read;
        }
        read.csv(folder, ReferenceTable.COUNTRIES, CountryTableChecks.COLUMNS);
        CountryGroupsFile.read(folder.resolve(ReferenceTable.COUNTRY_GROUPS + ".yaml"), read.problems::add)
                .ifPresent(read.tables::add);
        read.csv(folder, ReferenceTable.HS_CODES, HS_CODE_COLUMNS);
        read.csv(folder, ReferenceTable.HS_CORRELATION, CORRELATION_COLUMNS);
        read.csv(folder, ReferenceTable.EXCHANGE_RATES, RATE_COLUMNS);
        if (Files.exists(folder.resolve(ReferenceTable.LOCATIONS + ".csv"))) {
            read.csv(folder, ReferenceTable.LOCATIONS, LOCATION_COLUMNS);
        }
        read.checkEachTable();
        read.checkGateways(folder.resolve(GatewayChecks.NAME + ".csv"));
        if (read.problems.stream().noneMatch(LintProblem::isError)) {
            read.checkCorrelationAgainstCodes();
        }
        return read;
    }

    /** The tables for publishing, with sorted rows, without those that could not be read. */
    public List<ReferenceTable> tables() {
        return tables.stream().map(WrittenTable::table).toList();
    }

    /** The problems in the tables. */
    public List<LintProblem> problems() {
        return List.copyOf(problems);
    }

    private void csv(Path folder, String name, List<String> columns) {
        CsvTable.read(folder.resolve(name + ".csv"), name, columns, problems::add)
                .ifPresent(tables::add);
    }

    private void checkEachTable() {
        Optional<WrittenTable> countries = table(ReferenceTable.COUNTRIES);
        countries.ifPresent(table -> CountryTableChecks.countries(table, problems::add));
        table(ReferenceTable.COUNTRY_GROUPS)
                .ifPresent(groups ->
                        countries.ifPresent(known -> CountryTableChecks.groups(groups, known, problems::add)));
        table(ReferenceTable.LOCATIONS)
                .ifPresent(locations ->
                        countries.ifPresent(known -> LocationChecks.check(locations, known, problems::add)));
        table(ReferenceTable.HS_CODES).ifPresent(table -> HsCodeChecks.check(table, problems::add));
        table(ReferenceTable.HS_CORRELATION).ifPresent(table -> new CorrelationChecks(problems::add).check(table));
        table(ReferenceTable.EXCHANGE_RATES).ifPresent(table -> RateChecks.check(table, problems::add));
    }

    private void checkGateways(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        Optional<WrittenTable> gateways = CsvTable.read(file, GatewayChecks.NAME, GatewayChecks.COLUMNS, problems::add);
        gateways.ifPresent(table -> table(ReferenceTable.COUNTRIES)
                .ifPresent(countries -> GatewayChecks.check(table, countries, problems::add)));
    }

    private void checkCorrelationAgainstCodes() {
        EditionCodes codes =
                new EditionCodes(table(ReferenceTable.HS_CODES).orElseThrow().table());
        CorrelationChecks.checkAgainst(
                codes, table(ReferenceTable.HS_CORRELATION).orElseThrow(), problems::add);
    }

    private Optional<WrittenTable> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
