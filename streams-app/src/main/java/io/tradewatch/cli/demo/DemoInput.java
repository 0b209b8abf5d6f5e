package io.tradewatch.cli.demo;

import io.tradewatch.cli.run.Termination;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** What a demo publishes: the story that comes with it, or a file of the user's. */
public interface DemoInput {
    /** Says in a sentence what it is, for who watches. */
    String announcement();

    /** Whether it is published once for each data folder, and not at every start. */
    boolean isPublishedOnce();

    /**
     * Publishes everything.
     *
     * @param feed takes it
     * @param pace lets who watches follow
     * @param err where rows are reported that no record can carry
     * @return whether it was published to its end; false when the pace broke it off
     */
    boolean publish(TransferFeed feed, Pace pace, PrintWriter err) throws IOException;

    /** Lets who watches follow what happens. */
    @FunctionalInterface
    interface Pace {
        /** As fast as it goes. */
        Pace NONE = pause -> true;

        /**
         * Pauses.
         *
         * @return whether to go on; false when the demo ends
         */
        boolean pause(Duration pause);

        /** At the pace of someone who reads. */
        static Pace readable(Termination termination) {
            return pause -> !termination.await(pause);
        }
    }
}
