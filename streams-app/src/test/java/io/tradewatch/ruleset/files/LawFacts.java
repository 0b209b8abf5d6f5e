package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;

/**
 * The lists of the law as they were read, one code a row, in the folder that the system property {@code tradewatch.facts}
 * names; without it, in {@code shared/facts} beside the repository. Where there is no such folder, tests that need it are
 * skipped.
 */
final class LawFacts {
    private static final List<String> FILES = List.of(
            "eu_russia_833_2025-10.csv",
            "eu_russia_833_more.csv",
            "eu_belarus_765_2006.csv",
            "eu_iran_267_2012.csv",
            "eu_syria_36_2012.csv",
            "ca_russia.csv",
            "ca_belarus.csv",
            "chpl_history.csv");

    /** Lists whose lines spare old contracts under another list, and the part of a list of which the rest has no codes here. */
    private static final List<String> NO_LISTS = List.of("wind-down list", "Annex XVIII point");

    private final List<Row> rows;

    private LawFacts(List<Row> rows) {
        this.rows = rows;
    }

    /** Reads the facts; skips the test if there are none. */
    static LawFacts assumed() {
        Path folder = Path.of(System.getProperty("tradewatch.facts", "../../shared/facts"));
        Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: there are no facts in " + folder);
        List<Row> rows = new ArrayList<>();
        for (String file : FILES) {
            try (CSVParser parser = CSVParser.parse(
                    Files.readString(folder.resolve(file)),
                    CSVFormat.DEFAULT
                            .builder()
                            .setHeader()
                            .setSkipHeaderRecord(true)
                            .get())) {
                parser.stream()
                        .filter(row ->
                                !flows(row).isEmpty() && NO_LISTS.stream().noneMatch(row.get("provision")::contains))
                        .map(Row::of)
                        .forEach(rows::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new LawFacts(rows);
    }

    /** Returns the lines that a list has on its day; empty if no row is of the list. */
    Optional<List<CommodityPrefix>> lines(ExpectedList list) {
        List<Row> own = rows.stream()
                .filter(row -> row.isOf(list) && row.isInForce(list.day()))
                .toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(own.stream()
                        .filter(row -> own.stream().noneMatch(row::wasWidenedTo))
                        .map(row -> new CommodityPrefix(row.digits(), row.ex()))
                        .distinct()
                        .toList());
    }

    /** Returns the provisions of no list. */
    List<String> unlisted(List<ExpectedList> lists) {
        return rows.stream()
                .filter(row -> lists.stream().noneMatch(row::isOf))
                .map(row -> row.instrument() + " " + row.provision())
                .distinct()
                .toList();
    }

    private static List<Flow> flows(CSVRecord row) {
        return switch (row.get("flow")) {
            case "EXPORT", "TRANSIT" -> List.of(Flow.EXPORT);
            case "IMPORT" -> List.of(Flow.IMPORT);
            case "BOTH" -> List.of(Flow.EXPORT, Flow.IMPORT);
            default -> List.of();
        };
    }

    /** One code of a list. */
    private record Row(
            String instrument, String provision, List<Flow> flows, String digits, boolean ex, String from, String to) {
        static Row of(CSVRecord row) {
            String instrument = row.get("instrument").replace("Reg (", "Regulation (");
            return new Row(
                    instrument.startsWith("Common High Priority List")
                            ? "Common High Priority List, 23 February 2024"
                            : instrument,
                    row.get("provision"),
                    LawFacts.flows(row),
                    row.get("code").replaceFirst("(?<=^[0-9]{6})(00)+$", ""),
                    !row.get("ex").isEmpty(),
                    row.get("effective_from"),
                    row.get("effective_to"));
        }

        boolean isOf(ExpectedList list) {
            return list.instrument().endsWith(instrument)
                    && flows.contains(list.flow())
                    && ProvisionMatch.of(list).matches(provision);
        }

        boolean isInForce(LocalDate day) {
            return from.compareTo(day.toString()) <= 0 && (to.isEmpty() || to.compareTo(day.toString()) > 0);
        }

        /** Whether the list later got a line that holds all of this one, which it replaced. */
        boolean wasWidenedTo(Row later) {
            boolean holds = digits.startsWith(later.digits()) && !later.ex();
            return holds && later.from().compareTo(from) > 0 && (ex || !digits.equals(later.digits()));
        }
    }
}
