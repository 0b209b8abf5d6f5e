package io.tradewatch.devcluster;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** Runs the registry as a process: signals when it serves, and ends with its parent. */
public final class RegistryMain {
    private static final String REGISTRY = "io.quarkus.runner.GeneratedMain";
    private static final int PROBE_MILLIS = 50;

    private RegistryMain() {}

    /** Expects the URL that answers once the registry serves as its argument. */
    public static void main(String[] args) throws ReflectiveOperationException {
        // Standard output is reserved for the readiness signal to the parent.
        PrintStream parent = System.out;
        System.setOut(System.err);
        ParentWatchdog.hold();
        ParentWatchdog.daemon("readiness", () -> {
            awaitAnswer(args[0]);
            parent.println(ServerProcess.READY);
        });
        Class.forName(REGISTRY).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void awaitAnswer(String url) {
        try {
            while (!answers(url)) {
                Thread.sleep(PROBE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
