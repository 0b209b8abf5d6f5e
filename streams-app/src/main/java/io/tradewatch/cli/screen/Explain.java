package io.tradewatch.cli.screen;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.KnownAtOption;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.Progress;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.replay.ReplayRun;
import io.tradewatch.cli.transfers.BadRows;
import io.tradewatch.cli.transfers.RejectedRows;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferInput;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.TransferTracing;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.TransferSearch;
import io.tradewatch.screening.InMemoryScreening;
import io.tradewatch.screening.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains, rule by rule, why a transfer has findings or none. */
@Command(
        name = "explain",
        description = {
            "Show what was read of one transfer, and why each measure does or does not apply to it.",
            "Shown in full are the measures that apply, and those whose goods are listed and that a single rule keeps"
                    + " from applying; the others are counted by the first rule that does not hold."
        })
public final class Explain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TRANSFER_ID", description = "The transfer.")
    private String transferId = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private RulesetFolders.Drafts drafts = new RulesetFolders.Drafts();

    @Mixin
    private KnownAtOption knownAt = new KnownAtOption();

    @Option(names = "--measure", paramLabel = "ID", description = "Show this measure only, whatever it says.")
    private @Nullable String measure;

    @Option(names = "--all", description = "Show every measure in full.")
    private boolean all;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Offline: look for the transfer in this file of JSON lines, with --measures.")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = cluster.configuration();
        int maxViolations = configuration.get(Keys.MAX_VIOLATIONS);
        PlannedRuleset draft = drafts.read().orElse(null);
        if (file != null) {
            if (draft == null) {
                throw CliException.wrongUsage(
                        "--file is given without --measures", "Name the measure files, such as config/measures.");
            }
            explain(inFile(file, draft.law(), maxViolations), draft.law(), maxViolations);
            return 0;
        }
        ReplayRun runs = new ReplayRun(configuration, spec.commandLine().getErr());
        return runs.connected(connected -> {
            Law law = (draft != null ? draft : runs.publishedLaw(connected, knownAt.get())).law();
            explain(inTopic(connected, configuration.topics().transfers(), law, maxViolations), law, maxViolations);
            return 0;
        });
    }

    private @Nullable Transfer inTopic(ReplayCluster connected, String topic, Law law, int maxViolations)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<TransferSearch.Found> records;
        try (Progress progress = Progress.overRecords("searching", 0)) {
            records =
                    TransferSearch.find(connected, topic, transferId, law, knownAt.get(), maxViolations, progress::at);
        }
        Transfer counting = null;
        for (TransferSearch.Found record : records) {
            if (record.counts()) {
                counting = record.transfer();
            }
            Lines.print(
                    out,
                    "read  ",
                    record.origin().topic() + "-" + record.origin().partition() + "@"
                            + record.origin().offset() + ", " + record.time()
                            + (record.transfer() == null
                                    ? ""
                                    : ", revision " + record.transfer().revision()) + ": " + record.verdict());
        }
        return counting;
    }

    private Transfer inFile(Path named, Law law, int maxViolations) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        InMemoryScreening screening = new InMemoryScreening(MeasureIndex.compile(law, knownAt.get()), maxViolations);
        Transfer counting = null;
        BadRows badRows;
        try (TransferFile rows = TransferInput.open(named, null, null)) {
            badRows = new BadRows(rows, spec.commandLine().getErr(), RejectedRows.none());
            while (rows.hasNext()) {
                TransferRow next = rows.next();
                if (next instanceof TransferRow.Bad bad) {
                    badRows.report(bad);
                } else if (next instanceof TransferRow.Good row
                        && row.screenable().transferId().equals(transferId)) {
                    badRows.note(row);
                    Verdict verdict = screening.screen(new WholeTransfer(row.transfer(), row.screenable()));
                    Lines.print(
                            out,
                            "read  ",
                            rows.place(row.line()) + ", revision "
                                    + row.screenable().revision() + ": " + TransferSearch.inWords(verdict));
                    counting = verdict instanceof Verdict.Screened ? row.screenable() : counting;
                }
            }
        }
        if (counting == null) {
            throw new CliException(
                    named + " has no transfer " + transferId
                            + (badRows.count() == 0
                                    ? ""
                                    : " in the rows that can be read; others cannot: " + badRows.count()),
                    "Check the id: it must match exactly.");
        }
        return counting;
    }

    private void explain(@Nullable Transfer transfer, Law law, int maxViolations) {
        PrintWriter out = spec.commandLine().getOut();
        if (transfer == null) {
            Lines.print(out, "", "Nothing that was read can be used as a transfer.");
        } else {
            if (measure != null
                    && law.revisions().stream()
                            .noneMatch(known -> known.measureId().equals(measure))) {
                throw new CliException(
                        "there is no measure " + measure, "'tradewatch measures list' shows what is in force.");
            }
            new TraceText(out, measure, all).print(TransferTracing.trace(law, knownAt.get(), transfer, maxViolations));
        }
        out.flush();
    }
}
