package io.tradewatch.devcluster;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends a server when its parent process ends, for whatever reason.
 *
 * <p>The parent holds the other end of the server's standard input and writes nothing to it. When the parent closes it, or
 * dies, even by SIGKILL, the input reaches EOF, and the server shuts down. Runs in the server's process.
 */
final class ParentWatchdog {
    /** Maximum time for a clean shutdown. A broker that has lost its quorum never finishes one. */
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
                // The input is ignored; only EOF matters.
            }
        } catch (IOException broken) {
            // A broken pipe counts as EOF.
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
