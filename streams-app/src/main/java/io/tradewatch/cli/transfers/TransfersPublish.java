package io.tradewatch.cli.transfers;

import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.Progress;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes a file of transfers, and reports the reason for every rejected row. */
@Command(
        name = "publish",
        description = {
            "Publish a file of transfers into the topic that is screened.",
            "Rows that are no transfers are reported on stderr by line, and the rest goes in: exit code 4. To publish a"
                    + " file again does no harm: the same revision of a transfer says nothing new."
        })
final class TransfersPublish implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TransferInput input = new TransferInput();

    @Mixin
    private RejectOptions rejects = new RejectOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--dry-run", description = "Only read the file and report its bad rows.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        long start = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        BadRows badRows;
        long good;
        try (TransferFile rows = input.open();
                RejectedRows rejected = rejects.open(rows, input.file())) {
            badRows = new BadRows(rows, err, rejected);
            good = dryRun ? work(rows, badRows, row -> {}) : publish(rows, badRows);
            rejected.complete();
        }
        Lines.print(err, dryRun ? "good        " : "published   ", Long.toString(good));
        badRows.summarise();
        warnOfConflicts(badRows, err);
        Lines.print(err, "seconds     ", String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
        err.flush();
        return rejects.exitCode(good, badRows.count());
    }

    private static void warnOfConflicts(BadRows badRows, PrintWriter err) {
        int conflicts = badRows.count(StructuralDefect.Reason.CONFLICTING_REVISION);
        if (conflicts > 0) {
            Lines.print(
                    err,
                    "warning     ",
                    "Rows with an id and a revision that an earlier row has, and with other content: " + conflicts
                            + ". They would become dead letters, and were not published. If they are goods items of one"
                            + " declaration, set groupBy in the mapping; if they are corrections, give them a higher"
                            + " revision.");
        }
    }

    private long publish(TransferFile rows, BadRows badRows) throws ExecutionException, InterruptedException {
        Configuration configuration = cluster.configuration();
        try (Admin admin = Connections.kafka(configuration)) {
            Connections.topic(admin, configuration, configuration.topics().transfers());
        }
        try (RegistrySchemas schemas = Connections.registry(configuration);
                TransferPublisher publisher = new TransferPublisher(
                        configuration.kafka(), schemas, configuration.topics().transfers())) {
            work(rows, badRows, publisher::publish);
            publisher.finish();
            publisher.refused().forEach(refused -> badRows.reportTooLarge(refused.transfer(), refused.detail()));
            return publisher.published();
        }
    }

    private static StructuralDefect conflict(TransferRow.Good transfer) {
        return new StructuralDefect(
                StructuralDefect.Reason.CONFLICTING_REVISION,
                "revision " + transfer.transfer().getRevision() + " of "
                        + transfer.screenable().transferId()
                        + " conflicts with an earlier row; the earlier row is used");
    }

    /** Receives a good row. */
    @FunctionalInterface
    private interface Step {
        void take(TransferRow.Good row);
    }

    private long work(TransferFile rows, BadRows badRows, Step step) {
        ConflictingRows conflicting = new ConflictingRows();
        long good = 0;
        try (Progress progress = Progress.overBytes(dryRun ? "reading" : "publishing", input.size())) {
            while (rows.hasNext()) {
                TransferRow row = rows.next();
                if (row instanceof TransferRow.Bad bad) {
                    badRows.report(bad);
                } else if (row instanceof TransferRow.Good transfer) {
                    badRows.note(transfer);
                    if (conflicting.isConflicting(transfer.transfer())) {
                        badRows.report(transfer, conflict(transfer));
                    } else {
                        step.take(transfer);
                        good++;
                    }
                }
                progress.at(rows.bytesRead());
            }
        }
        return good;
    }
}
