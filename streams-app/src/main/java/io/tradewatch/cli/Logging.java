package io.tradewatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.tradewatch.codec.text.PrintableText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises the log level from that of a short command to that of a service. */
public final class Logging {
    /** The name in logback.xml. */
    private static final String CONSOLE = "STDERR";

    private Logging() {}

    /**
     * Logs at the level of a service. An operator's own log configuration ({@code logback.configurationFile}) stays
     * unchanged.
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
     * Logs in a format at the level of a short command, for the messages before a service starts. An operator's own log
     * configuration stays unchanged.
     *
     * @param format {@code text} or {@code json}
     */
    public static void inFormat(String format) {
        LoggerContext context = ours();
        if (format.equals("json") && context != null) {
            asJson(context.getLogger(Logger.ROOT_LOGGER_NAME));
        }
    }

    /** The default log context; null if the operator has configured another. */
    private static @Nullable LoggerContext ours() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return factory instanceof LoggerContext context && System.getProperty("logback.configurationFile") == null
                ? context
                : null;
    }

    /** Changes a logger's console appender to one JSON object per line. */
    static void asJson(ch.qos.logback.classic.Logger logger) {
        if (logger.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
            JsonEncoder encoder = new PrintableJson();
            encoder.setContext(logger.getLoggerContext());
            // Only the formatted message; the raw message, its arguments and the sequence number have no use.
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

    /** The log as JSON. It also escapes invisible characters above ASCII. */
    static final class PrintableJson extends JsonEncoder {
        @Override
        public byte[] encode(ILoggingEvent event) {
            String line = new String(super.encode(event), StandardCharsets.UTF_8);
            return PrintableText.lines(line).getBytes(StandardCharsets.UTF_8);
        }
    }
}
