package io.tradewatch.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Detects a terminal: progress is only shown on one. */
final class Terminal {
    private Terminal() {}

    /** Whether input and output of this process are a terminal. */
    // On Java 17 to 21, null means no terminal; from Java 22 on, the method below answers.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        // From Java 22 on, a console exists without a terminal too, and isTerminal distinguishes them.
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
