package io.tradewatch.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.tradewatch.codec.text.PrintableText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code %ex} of the text log: each message of an exception and of its causes is on one line. */
public final class PrintableThrowable extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new Printable(thrown));
    }

    /** An exception with an escaped message; everything else is unchanged. */
    private record Printable(IThrowableProxy thrown) implements IThrowableProxy {
        private static @Nullable Printable of(@Nullable IThrowableProxy thrown) {
            return thrown == null ? null : new Printable(thrown);
        }

        @Override
        public @Nullable String getMessage() {
            String message = thrown.getMessage();
            return message == null ? null : PrintableText.line(message);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(thrown.getSuppressed()).map(Printable::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
