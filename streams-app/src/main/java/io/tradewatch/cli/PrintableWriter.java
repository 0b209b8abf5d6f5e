package io.tradewatch.cli;

import io.tradewatch.codec.text.PrintableText;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi.IStyle;

/**
 * The output of all commands, with invisible characters printed as escapes (see {@link PrintableText}). Foreign text (ids,
 * names, keys, texts) cannot move a terminal's cursor, change its colours or change the direction of writing. One
 * {@code println} prints exactly one line. {@code print} and {@code write} keep line breaks, for texts of several lines. The
 * meaning of JSON does not change.
 *
 * <p>Threading notes: as safe for use by several threads as {@link PrintWriter}.
 */
public final class PrintableWriter extends PrintWriter {
    private final PrintWriter terminal;
    private boolean isLine;

    /** Prints to another writer and flushes it after each line, as the standard streams do. */
    PrintableWriter(PrintWriter terminal) {
        super(terminal, true);
        this.terminal = terminal;
    }

    /** The underlying writer of a {@code PrintableWriter}, or the writer itself. For the program's own text with colours. */
    static PrintWriter beneath(PrintWriter writer) {
        return writer instanceof PrintableWriter printable ? printable.terminal : writer;
    }

    /** Sets the style of the following text. The style is written without escapes, so it must not contain foreign text. */
    public void style(IStyle... styles) {
        synchronized (lock) {
            for (IStyle style : styles) {
                terminal.write(style.on());
            }
        }
    }

    @Override
    public void println(String line) {
        synchronized (lock) {
            isLine = true;
            try {
                write(String.valueOf(line));
            } finally {
                isLine = false;
            }
            println();
        }
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    @Override
    public void write(String text, int start, int length) {
        String written = text.substring(start, start + length);
        String shown = isLine ? PrintableText.line(written) : PrintableText.lines(written);
        super.write(shown, 0, shown.length());
    }

    @Override
    public void write(char[] text, int start, int length) {
        write(new String(text, start, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character), 0, 1);
    }
}
