package io.tradewatch.cli.replay;

import io.tradewatch.cli.Lines;
import io.tradewatch.replay.Counts;
import io.tradewatch.replay.Replay;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints the basis of a replay's result and its speed. */
public final class ReplaySummary {
    private ReplaySummary() {}

    public static void print(Replay replay, ViolationTally violations, PrintWriter err) {
        Counts counts = replay.counts();
        Lines.print(err, "range       ", replay.plan().range().toString());
        Lines.print(err, "records     ", counts.records() + " read, " + counts.inRange() + " in the range");
        if (counts.inRange() == 0) {
            Lines.print(
                    err,
                    "note        ",
                    counts.earliest().isEmpty()
                            ? "There are no transfers in the topic."
                            : "No transfer moved in the range; those in the topic moved from "
                                    + counts.earliest().get() + " to "
                                    + counts.latest().orElseThrow() + ".");
        }
        Lines.print(err, "violations  ", violations.toString());
        Lines.print(
                err,
                "dead letters  ",
                counts.deadLetters().isEmpty()
                        ? "none"
                        : counts.deadLetters().toString().replaceAll("[{}]", "").replace("=", " "));
        double seconds = replay.reading().toNanos() / 1e9;
        if (replay.readOffsets() > 0) {
            Lines.print(
                    err,
                    "rate        ",
                    String.format(Locale.ROOT, "%,.0f records/s for %.1f s", replay.readOffsets() / seconds, seconds));
        }
        err.flush();
    }
}
