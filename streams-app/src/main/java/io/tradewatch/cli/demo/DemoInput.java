package io.tradewatch.cli.demo;

import io.tradewatch.cli.run.Termination;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** The transfers of a demo: the built-in story, or a user's file. */
public interface DemoInput {
    /** A sentence that describes the input, for the viewer. */
    String announcement();

    /** Whether it is published once per data folder, and not at every start. */
    boolean isPublishedOnce();

    /**
     * Publishes everything.
     *
     * @param feed receives the transfers
     * @param pace slows the publication down for a viewer
     * @param err receives reports of rows that cannot become records
     * @return whether everything was published; false when the pace ended it
     */
    boolean publish(TransferFeed feed, Pace pace, PrintWriter err) throws IOException;

    /** Slows the publication down for a viewer. */
    @FunctionalInterface
    interface Pace {
        /** No pauses. */
        Pace NONE = pause -> true;

        /**
         * Pauses.
         *
         * @return whether to continue; false when the demo ends
         */
        boolean pause(Duration pause);

        /** Pauses long enough for a person to read. */
        static Pace readable(Termination termination) {
            return pause -> !termination.await(pause);
        }
    }
}
