package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.records.RegistrySchemas;
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

/** Publishes a file of transfers, and says of every row that stays behind why. */
@Command(
        name = "publish",
        description = {
            "Publish a file of transfers into the topic that is screened.",
            "Rows that are no transfers are reported on stderr by line, and the rest goes in. To publish a file again"
                    + " does no harm: the same revision of a transfer says nothing new."
        })
final class TransfersPublish implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TransferInput input = new TransferInput();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--dry-run", description = "Only read the file and report its bad rows.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        long start = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        BadRows badRows = new BadRows(input.file(), err);
        long good;
        try (TransferFile rows = input.open()) {
            good = dryRun ? work(rows, badRows, row -> {}) : publish(rows, badRows);
        }
        Lines.print(err, dryRun ? "good rows   " : "published   ", Long.toString(good));
        Lines.print(err, "bad rows    ", badRows.count() == 0 ? "none" : badRows.summary());
        Lines.print(err, "seconds     ", String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
        err.flush();
        return good == 0 && badRows.count() > 0 ? 1 : 0;
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
            publisher.refused().forEach(badRows::reportTooLarge);
            return publisher.published();
        }
    }

    /** What is done with a good row. */
    @FunctionalInterface
    private interface Step {
        void take(TransferRow.Good row);
    }

    private long work(TransferFile rows, BadRows badRows, Step step) {
        long good = 0;
        try (Progress progress = Progress.overBytes(dryRun ? "reading" : "publishing", input.size())) {
            while (rows.hasNext()) {
                TransferRow row = rows.next();
                if (row instanceof TransferRow.Good transfer) {
                    step.take(transfer);
                    good++;
                } else {
                    badRows.report((TransferRow.Bad) row);
                }
                progress.at(rows.bytesRead());
            }
        }
        return good;
    }
}
