package io.tradewatch.cli.demo;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferInput;
import io.tradewatch.cli.transfers.TransferRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user's file, published unchanged, including bad rows: the demo also shows how those are handled. */
final class FileInput implements DemoInput {
    private final Path file;
    private final @Nullable Path mapping;

    /**
     * An input. The file is opened once, so that a mistyped name is reported before any server starts.
     *
     * @param file the file, whose name is also the origin in dead letters
     * @param mapping the mapping of a CSV file
     * @throws CliException when file or mapping cannot be read
     */
    FileInput(Path file, @Nullable Path mapping) throws IOException {
        this.file = file;
        this.mapping = mapping;
        open().close();
    }

    private TransferFile open() {
        return TransferInput.open(file, null, mapping);
    }

    @Override
    public String announcement() {
        return file.toString();
    }

    @Override
    public boolean isPublishedOnce() {
        return false;
    }

    @Override
    public boolean publish(TransferFeed feed, Pace pace, PrintWriter err) throws IOException {
        try (TransferFile rows = open()) {
            while (rows.hasNext()) {
                publish(rows.next(), feed, err);
            }
        }
        return true;
    }

    private void publish(TransferRow row, TransferFeed feed, PrintWriter err) {
        if (row instanceof TransferRow.Good good) {
            feed.send(good.transfer());
        } else if (row instanceof TransferRow.Bad bad) {
            Optional<Transfer> carried = bad.carried();
            if (carried.isPresent()) {
                feed.send(carried.get());
            } else {
                feed.sendDeadLetter(file.getFileName().toString(), bad.line(), bad.raw(), bad.defect());
                err.println(file + ":" + bad.line() + ": " + bad.defect());
            }
        }
    }
}
