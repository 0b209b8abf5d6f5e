package io.tradewatch.cli.measures;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.ruleset.imports.DataDay;
import io.tradewatch.ruleset.imports.ImportPlan;
import io.tradewatch.ruleset.imports.MeasureImport;
import io.tradewatch.ruleset.imports.TariffFormat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts official tariff data into measure files. */
@Command(
        name = "import",
        description = {
            "Convert a tariff's official data into measure files.",
            "Shows what would change; --write writes it. Files that people wrote are never changed. Publish with"
                    + " 'measures publish' after review."
        })
final class MeasuresImport implements Callable<Integer> {
    private static final int SOME_LEFT_OUT = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The data, as CSV. docs/measures-import.md says where to get it.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORM",
            description = "uk-tariff (the UK's measures as defined) or taric (the EU's measures).")
    private String format;

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "The day of the data, such as 2026-11-01. Default: the day in the file's name.")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of the generated files. Default: config/measures/import/uk or .../eu of the"
                    + " installation.")
    private @Nullable Path output;

    @Option(
            names = "--types",
            split = ",",
            paramLabel = "TYPE",
            description = "Numbers of measure types, separated by commas. Default: prohibitions, licences and"
                    + " restrictions of sanctions.")
    private List<String> types = List.of();

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "Character set of the file. Default: UTF-8, or UTF-16 if the file begins so.")
    private @Nullable String charset;

    @Mixin
    private RulesetFolders.Tables tables = new RulesetFolders.Tables();

    @Option(names = "--write", description = "Write the files.")
    private boolean write;

    @Option(names = "--dry-run", description = "Only show what would change. The default.")
    private boolean dryRun;

    @Option(
            names = "--accept-endings",
            description = "End law that the data lacks, although rows were left out, or more than a quarter of the"
                    + " goods or a whole regulation is missing.")
    private boolean acceptEndings;

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (write && dryRun) {
            throw CliException.wrongUsage("both --write and --dry-run are given", "Leave one of them out.");
        }
        ImportReport report =
                new ImportReport(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (MeasureImport work = MeasureImport.open(request(), tables.sound(), report::problem)) {
            ImportPlan plan = work.plan();
            if (json) {
                writeIfWanted(work);
                report.json(plan, write);
            } else {
                report.changes(plan);
                report.rows(plan, acceptEndings);
                writeIfWanted(work);
                report.summary(plan, write);
            }
            return plan.rows().problems().isEmpty() ? 0 : SOME_LEFT_OUT;
        } catch (IOException e) {
            throw new CliException(
                    "the data cannot be read, or the folder cannot be read or written (" + FileProblem.reason(e) + ")",
                    "Make " + file + " readable and the folder writable for this user.",
                    e);
        }
    }

    private void writeIfWanted(MeasureImport work) throws IOException {
        if (write) {
            work.write();
        }
    }

    private MeasureImport.Request request() {
        TariffFormat form = form();
        Path folder = output != null
                ? output
                : RulesetFolders.config().resolve("measures").resolve("import").resolve(form.folder());
        return new MeasureImport.Request(file, form, folder, day(), types, charset(), acceptEndings, write);
    }

    private TariffFormat form() {
        return Stream.of(TariffFormat.values())
                .filter(each -> each.written().equalsIgnoreCase(format))
                .findFirst()
                .orElseThrow(() -> CliException.wrongUsage(
                        "'" + format + "' is not a known form of data", "Use --format uk-tariff or --format taric."));
    }

    private LocalDate day() {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        LocalDate day = asOf == null ? DataDay.of(file).orElseThrow(MeasuresImport::noDay) : asOf;
        if (day.isAfter(today)) {
            throw CliException.wrongUsage(
                    "the day of the data, " + day + ", is in the future", "Correct --as-of; today is " + today + ".");
        }
        return day;
    }

    private static CliException noDay() {
        return CliException.wrongUsage(
                "the day of the data is not known: the file's name has no day, or several",
                "Add --as-of with the day on which the data was published.");
    }

    private Optional<Charset> charset() {
        try {
            return Optional.ofNullable(charset).map(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw CliException.wrongUsage(
                    "'" + charset + "' is not a known character set", "Use UTF-8, UTF-16 or windows-1252.");
        }
    }
}
