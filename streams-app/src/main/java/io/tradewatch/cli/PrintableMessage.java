package io.tradewatch.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tradewatch.codec.text.PrintableText;

/**
 * {@code %msg} of the text log: the message on one line, with escapes for invisible characters. A line break in a key or an
 * id could otherwise forge a log line.
 */
public final class PrintableMessage extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        String message = super.convert(event);
        return message == null ? "" : PrintableText.line(message);
    }
}
