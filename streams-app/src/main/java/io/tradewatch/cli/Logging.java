package io.tradewatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises the log from what a short command needs to what a service owes its operators. */
public final class Logging {
    /** The name in logback.xml. */
    private static final String CONSOLE = "STDERR";

    private Logging() {}

    /**
     * Logs what happens, as a service does. A log set-up of the operator's own ({@code logback.configurationFile}) is
     * left alone.
     *
     * @param format {@code text} or {@code json}
     */
    public static void forService(String format) {
        inFormat(format);
        LoggerContext context = ours();
        if (context != null) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
            context.getLogger("org.apache.kafka").setLevel(Level.WARN);
            context.getLogger("io.confluent").setLevel(Level.WARN);
            context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        }
    }

    /**
     * Logs in a format, and no more than a short command does: for what a service says before it serves. An operator's own
     * set-up is left alone.
     *
     * @param format {@code text} or {@code json}
     */
    static void inFormat(String format) {
        LoggerContext context = ours();
        if (format.equals("json") && context != null) {
            asJson(context.getLogger(Logger.ROOT_LOGGER_NAME));
        }
    }

    /** The log that is set up here; null where the operator has set up another. */
    private static @Nullable LoggerContext ours() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return factory instanceof LoggerContext context && System.getProperty("logback.configurationFile") == null
                ? context
                : null;
    }

    /** Has the console that a logger writes to write one JSON object a line. */
    static void asJson(ch.qos.logback.classic.Logger logger) {
        if (logger.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
            JsonEncoder encoder = new PrintableJson();
            encoder.setContext(logger.getLoggerContext());
            // The message as it reads; what it was made of, and how many came before, serve nobody.
            encoder.setWithFormattedMessage(true);
            encoder.setWithMessage(false);
            encoder.setWithArguments(false);
            encoder.setWithContext(false);
            encoder.setWithSequenceNumber(false);
            encoder.setWithNanoseconds(false);
            encoder.start();
            console.stop();
            console.setEncoder(encoder);
            console.start();
        }
    }
}
