package io.tradewatch.cli;

import io.tradewatch.records.PrintableText;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi.IStyle;

/**
 * Through it all commands print. What others wrote (ids, names, keys, texts) can neither move a terminal's cursor nor
 * change its colours nor turn the direction of writing: what is not seen is printed as an escape, as {@link PrintableText}
 * says. What is printed by one {@code println} is one line, whatever it holds; {@code print} and {@code write} keep ends of
 * lines, for texts of several. JSON means the same as without it.
 *
 * <p>Threading notes: as safe for use by several threads as {@link PrintWriter}.
 */
final class PrintableWriter extends PrintWriter {
    private final PrintWriter terminal;
    private boolean isLine;

    /** Prints to another writer, and flushes it with each line, as the standard streams do. */
    PrintableWriter(PrintWriter terminal) {
        super(terminal, true);
        this.terminal = terminal;
    }

    /** What a writer prints to, where that is one of these; else the writer. For text of our own that brings its colours. */
    static PrintWriter beneath(PrintWriter writer) {
        return writer instanceof PrintableWriter printable ? printable.terminal : writer;
    }

    /** Changes how a terminal shows what follows. The style is written as it is: no text of others may become part of it. */
    void style(IStyle... styles) {
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
