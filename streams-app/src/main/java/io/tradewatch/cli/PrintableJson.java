package io.tradewatch.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tradewatch.codec.PrintableText;
import java.nio.charset.StandardCharsets;

/** The log as JSON. It also escapes invisible characters above ASCII. */
final class PrintableJson extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8);
        return PrintableText.lines(line).getBytes(StandardCharsets.UTF_8);
    }
}
