package io.tradewatch.devcluster;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends a server together with the program that started it, however that program ends.
 *
 * <p>The parent holds the other end of the server's standard input and writes nothing to it. When the parent closes it, or
 * dies, even by SIGKILL, the input ends, and the server shuts down. Runs in the server's process.
 */
final class ParentWatchdog {
    /** What a server may take to shut down in good order. A broker that has lost its quorum never would. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private ParentWatchdog() {}

    static void hold() {
        daemon("lifeline", () -> {
            awaitEnd(System.in);
            daemon("grace", ParentWatchdog::haltAfterGrace);
            System.exit(0);
        });
    }

    private static void awaitEnd(InputStream parent) {
        try {
            while (parent.read() != -1) {
                // Nothing is said here; only the end counts.
            }
        } catch (IOException broken) {
            // A line that broke has ended too.
        }
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
