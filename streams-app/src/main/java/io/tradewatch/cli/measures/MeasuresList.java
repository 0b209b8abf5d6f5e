package io.tradewatch.cli.measures;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.KnownAtOption;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.MeasureSelection;
import io.tradewatch.ruleset.files.EditionCodes;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which measures of the files are in force. */
@Command(name = "list", description = "Show the measures in force on a day.")
final class MeasuresList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesetFolders.Subject folders = new RulesetFolders.Subject();

    @Option(
            names = "--country",
            paramLabel = "COUNTRY",
            description = "Only measures towards this country: KP, 408, or North Korea.")
    private @Nullable String country;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Only measures that concern goods of this code, written as on that day.")
    private @Nullable String code;

    @Option(
            names = {"--date", "--as-of"},
            paramLabel = "YYYY-MM-DD",
            description = "The day. Default: today (UTC).")
    private @Nullable LocalDate date;

    @Mixin
    private KnownAtOption knownAt = new KnownAtOption();

    @Option(names = "--json", description = "Answer as JSON, one measure a line.")
    private boolean json;

    @Override
    public Integer call() {
        MeasureCatalogue catalogue = folders.sound();
        LocalDate day = date == null ? LocalDate.now(ZoneOffset.UTC) : date;
        List<Measure> measures;
        try {
            MeasureSelection selection = new MeasureSelection(day, knownAt.get(), country, code);
            requireKnown(selection.code(), catalogue);
            measures = selection.from(catalogue.law());
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUsage(
                    String.valueOf(e.getMessage()), "Write a country such as KP and a code such as 8703.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            measures.forEach(measure -> out.println(AvroJson.write(MeasureMapping.toAvro(measure))));
        } else {
            MeasureTable.print(measures, out);
            out.println(measures.size() + (measures.size() == 1 ? " measure is" : " measures are") + " in force on "
                    + day + " for what was asked, of " + catalogue.measures().size() + " revisions on record.");
        }
        out.flush();
        return 0;
    }

    /** Without this, a mistyped code would read as goods that are free. */
    private static void requireKnown(@Nullable String digits, MeasureCatalogue catalogue) {
        ReferenceTable codes = ReferenceTable.named(catalogue.tables(), ReferenceTable.HS_CODES)
                .orElseThrow();
        if (digits != null && (digits.isEmpty() || !new EditionCodes(codes).isKnown(digits))) {
            throw CliException.wrongUsage(
                    "no edition of the Harmonized System has a code that begins with '" + digits + "'",
                    "Write the chapter, heading or subheading of the goods, such as 87, 8703 or 870324.");
        }
    }
}
