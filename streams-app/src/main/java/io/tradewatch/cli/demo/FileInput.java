package io.tradewatch.cli.demo;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** A user's file, published unchanged, including bad rows: the demo also shows how those are handled. */
public final class FileInput implements DemoInput {
    private final Path file;
    private final Opener opener;

    /** Opens the file, depending on its format. */
    @FunctionalInterface
    public interface Opener {
        TransferFile open() throws IOException;
    }

    /**
     * An input.
     *
     * @param file the file, for messages and as the origin in dead letters
     */
    public FileInput(Path file, Opener opener) {
        this.file = file;
        this.opener = opener;
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
        try (TransferFile rows = opener.open()) {
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
