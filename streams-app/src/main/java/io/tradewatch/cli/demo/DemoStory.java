package io.tradewatch.cli.demo;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;

/** Real events in their order, mixed with invented trade: an example of what Tradewatch detects. */
public final class DemoStory implements DemoInput {
    private static final int INVENTED = 1_000;
    private static final int INVENTED_BEFORE_EACH_EVENT = 75;
    private static final long SEED = 20_240_218;
    /** Long enough to see cause and effect, short enough to watch to the end. */
    private static final Duration PAUSE = Duration.ofMillis(600);

    private final Path events;

    /**
     * The story.
     *
     * @param events the events, one transfer per line
     * @throws CliException when there is no such file
     */
    public DemoStory(Path events) {
        this.events = events;
        if (!Files.isReadable(events)) {
            throw new CliException(
                    "the demo's story is not where it should be: " + events,
                    "Start ./tradewatch from an unchanged copy of the sources, or name a file with --transfers.");
        }
    }

    @Override
    public String announcement() {
        return "movements that were reported, with their sources (" + events + "), hidden among " + INVENTED
                + " harmless ones that the demo makes up.";
    }

    @Override
    public boolean isPublishedOnce() {
        return true;
    }

    @Override
    public boolean publish(TransferFeed feed, Pace pace, PrintWriter err) throws IOException {
        Iterator<Transfer> invented = HarmlessTrade.generate(SEED, INVENTED).iterator();
        try (TransferFile rows = TransferFile.json(events)) {
            while (rows.hasNext()) {
                for (int i = 0; i < INVENTED_BEFORE_EACH_EVENT && invented.hasNext(); i++) {
                    feed.send(invented.next());
                }
                feed.send(event(rows.next()));
                if (!pace.pause(PAUSE)) {
                    return false;
                }
            }
        }
        invented.forEachRemaining(feed::send);
        return true;
    }

    private Transfer event(TransferRow row) {
        if (row instanceof TransferRow.Good good) {
            return good.transfer();
        }
        throw new CliException(
                events + ":" + row.line() + " is no transfer: " + ((TransferRow.Bad) row).defect(),
                "Take the file as it came with Tradewatch.");
    }
}
