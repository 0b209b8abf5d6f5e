package io.tradewatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises the log from what a short command needs to what a service owes its operators. */
public final class Logging {
    private Logging() {}

    /**
     * Logs what happens, as a service does. A log set-up of the operator's own ({@code logback.configurationFile}) is
     * left alone.
     */
    public static void forService() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context && System.getProperty("logback.configurationFile") == null) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
            context.getLogger("org.apache.kafka").setLevel(Level.WARN);
            context.getLogger("io.confluent").setLevel(Level.WARN);
            context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        }
    }
}
