package io.tradewatch.cli.screen;

import io.tradewatch.avro.UnreadableCountry;
import io.tradewatch.avro.Violation;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.Progress;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.ConfigurationReader;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.report.LawGaps;
import io.tradewatch.cli.report.ReportFile;
import io.tradewatch.cli.report.ReportSubject;
import io.tradewatch.cli.report.ReportedViolation;
import io.tradewatch.cli.report.RunDescription;
import io.tradewatch.cli.transfers.BadRows;
import io.tradewatch.cli.transfers.RejectOptions;
import io.tradewatch.cli.transfers.RejectedRows;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferInput;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Screens a file with the application's own engine, without Kafka. */
@Command(
        name = "screen",
        description = {
            "Screen a file of transfers offline, with the engine of the application.",
            "Violations are sorted by transfer, item and measure. Rows that are no transfers are reported on stderr by"
                    + " line, and the rest is screened: exit code 4."
        })
public final class Screen implements Callable<Integer> {
    /** Maximum number of unreadable texts in the summary. */
    private static final int TEXTS_SHOWN = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TransferInput input = new TransferInput();

    @Mixin
    private RejectOptions rejects = new RejectOptions();

    @Mixin
    private RulesetFolders law = new RulesetFolders();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: config/tradewatch.yaml of the installation.")
    private @Nullable Path config;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = {"Only law that was recorded by then. Default: all.", "Like 2018-01-01T00:00:00Z."})
    private @Nullable Instant knownAt;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where violations go. The end of its name says the form: jsonl, csv, xlsx, or html for a report to"
                            + " read and print. Default: JSON lines on stdout.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        int maxViolations = settings().get(Keys.MAX_VIOLATIONS);
        PrintWriter err = spec.commandLine().getErr();
        ReportFile file = output == null ? null : ReportFile.at(output);
        MeasureCatalogue catalogue;
        MeasureIndex index;
        OfflineScreening screening;
        BadRows badRows;
        ScreenReport report;
        try (TransferFile rows = input.open();
                RejectedRows rejected = rejects.open(rows, input.file())) {
            badRows = new BadRows(rows, err, rejected);
            report = new ScreenReport(rows);
            catalogue = law.sound();
            index = MeasureIndex.compile(catalogue.law(), knownAt);
            screening = new OfflineScreening(index, maxViolations);
            screen(rows, screening, badRows, report);
            rejected.complete();
        }
        if (file == null) {
            print(screening);
        } else {
            write(
                    file,
                    screening,
                    () -> report.describe(
                            input.file(),
                            screening.transfers(),
                            PlannedRuleset.of(catalogue),
                            index,
                            knownAt,
                            LawGaps.of(law.expectedCoverage())));
        }
        summarise(screening, badRows, (System.nanoTime() - start) / 1e9, err);
        return rejects.exitCode(screening.transfers(), badRows.count());
    }

    private Configuration settings() {
        ConfigurationReader reader = ConfigurationReader.ofThisProcess();
        return (config == null ? reader : reader.file(config)).read();
    }

    private void screen(TransferFile rows, OfflineScreening screening, BadRows badRows, ScreenReport report) {
        try (Progress progress = Progress.overBytes("screening", input.size())) {
            while (rows.hasNext()) {
                TransferRow row = rows.next();
                if (row instanceof TransferRow.Good good) {
                    badRows.note(good);
                    report.add(good);
                    screening.screen(good).ifPresent(defect -> {
                        badRows.report(good, defect);
                        report.leftOut(good, defect);
                    });
                } else {
                    badRows.report((TransferRow.Bad) row);
                    report.leftOut((TransferRow.Bad) row);
                }
                progress.at(rows.bytesRead());
            }
        }
    }

    private void print(OfflineScreening screening) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (Violation violation : (Iterable<Violation>) screening.violations()::iterator) {
            ViolationFile.writeLine(violation, out);
        }
        out.flush();
    }

    private void write(ReportFile file, OfflineScreening screening, Supplier<RunDescription> run) {
        try {
            file.write(
                    ReportSubject.OPEN_VIOLATIONS,
                    () -> screening.violations().map(ReportedViolation::open).iterator(),
                    run);
        } catch (IOException e) {
            throw new CliException(
                    output + " cannot be written (" + FileProblem.reason(e) + ")",
                    "Name another file with --output.",
                    e);
        }
    }

    private static void summarise(OfflineScreening screening, BadRows badRows, double seconds, PrintWriter err) {
        Map<String, Long> byType = screening
                .violations()
                .collect(Collectors.groupingBy(Screen::kind, TreeMap::new, Collectors.counting()));
        Lines.print(err, "transfers   ", Integer.toString(screening.transfers()));
        Lines.print(err, "violations  ", byType.isEmpty() ? "none" : Lines.counts(byType));
        summariseUnreadable(screening, err);
        badRows.summarise();
        Lines.print(err, "seconds     ", String.format(Locale.ROOT, "%.1f", seconds));
        err.flush();
    }

    /** Prints the unreadable countries by role, and their most frequent texts. */
    private static void summariseUnreadable(OfflineScreening screening, PrintWriter err) {
        List<UnreadableCountry> unreadable = screening
                .violations()
                .flatMap(violation -> violation.getUnreadable().stream())
                .toList();
        if (unreadable.isEmpty()) {
            return;
        }
        Map<String, Long> byRole = unreadable.stream()
                .collect(Collectors.groupingBy(UnreadableCountry::getRole, TreeMap::new, Collectors.counting()));
        String texts = unreadable.stream()
                .collect(Collectors.groupingBy(UnreadableCountry::getText, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(TEXTS_SHOWN)
                .map(entry -> "'" + entry.getKey() + "' " + entry.getValue())
                .collect(Collectors.joining(", "));
        Lines.print(err, "unreadable  ", Lines.counts(byRole) + "; most often " + texts);
    }

    private static String kind(Violation violation) {
        return violation.getType() + "/" + violation.getCertainty();
    }
}
