package io.tradewatch.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Tells whether a person is watching: progress is shown to people only. */
final class Terminal {
    private Terminal() {}

    /** Whether input and output of this process are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Null says no on Java 17 to 21; the method below says it from 22 on.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        // From Java 22 on there is a console without a terminal too, and a method that tells.
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
