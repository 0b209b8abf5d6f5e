package io.tradewatch.cli.measures;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.NewFile;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.NamedCountry;
import io.tradewatch.ruleset.files.EditionCodes;
import io.tradewatch.ruleset.files.MeasureTemplate;
import io.tradewatch.ruleset.files.TemplateGoods;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a measure file for a person to fill in. */
@Command(
        name = "new",
        description = {
            "Write a new measure file, with a comment for each field.",
            "What is not known stays empty. 'measures lint' names each empty field, and 'measures publish' refuses the file"
                    + " until they are filled in."
        })
final class MeasuresNew implements Callable<Integer> {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The new file (*.yaml). It must not exist. Default: stdout.")
    private @Nullable Path file;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The measure's id, fixed for ever: AUTHORITY-COUNTRY-INSTRUMENT-PARAGRAPH-GOODS.")
    private @Nullable String id;

    @Option(names = "--instrument", paramLabel = "TITLE", description = "The legal text, as a lawyer cites it.")
    private @Nullable String instrument;

    @Option(
            names = "--country",
            paramLabel = "COUNTRY",
            description =
                    "A sanctioned country: KP, 408, North Korea, or a group of country-groups.yaml. May be repeated.")
    private List<String> countries = List.of();

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "A code of the goods: 8703, 8703.24, or 'ex 8703' for a part of it. May be repeated.")
    private List<String> codes = List.of();

    @Mixin
    private RulesetFolders.Tables reference = new RulesetFolders.Tables();

    @Override
    public Integer call() {
        requireValid();
        List<ReferenceTable> tables = reference.sound();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        TemplateGoods goods = goods(tables);
        String text = new MeasureTemplate(
                        id, instrument, targets(tables, today), goods.prefixes(), goods.edition(), today)
                .text();
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
        } else {
            NewFile.write(file, text);
            PrintWriter err = spec.commandLine().getErr();
            Lines.print(err, "next        ", "fill in what is empty, then: tradewatch measures lint " + file);
            err.flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private void requireValid() {
        if (id != null && !id.matches(ID)) {
            throw CliException.wrongUsage(
                    "--id is '" + id
                            + "', expected up to 80 letters, digits, '.', '_' and '-', a letter or digit first",
                    "Write an id such as UN-KP-2397-7-VEHICLES.");
        }
        if (instrument != null && instrument.isBlank()) {
            throw CliException.wrongUsage("--instrument is blank", "Write a title such as 'S/RES/2397 (2017)'.");
        }
        if (file != null
                && !file.toString().endsWith(".yaml")
                && !file.toString().endsWith(".yml")) {
            throw CliException.wrongUsage(
                    file + " would not be read as a measure file", "Give it a name that ends with .yaml.");
        }
    }

    private List<String> targets(List<ReferenceTable> tables, LocalDate today) {
        ReferenceTables resolved = ReferenceTables.of(tables);
        try {
            return countries.stream()
                    .map(written -> resolved.groups().names().contains(written)
                            ? written
                            : NamedCountry.code(written, today, resolved.countries()))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUsage(
                    String.valueOf(e.getMessage()), "Write --country with a code, a number, a name or a group.");
        }
    }

    private TemplateGoods goods(List<ReferenceTable> tables) {
        try {
            return TemplateGoods.of(
                    codes,
                    new EditionCodes(ReferenceTable.named(tables, ReferenceTable.HS_CODES)
                            .orElseThrow()));
        } catch (IllegalArgumentException e) {
            throw CliException.wrongUsage(
                    String.valueOf(e.getMessage()),
                    "Write --code with a code of hs-codes.csv such as 8703 or 8703.24.");
        }
    }
}
