package io.tradewatch.ruleset.imports;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a data file, read one after another. The separator is the comma, semicolon or tab that the first line has
 * most often. A file that ends within a row is refused.
 */
final class TariffTable implements Closeable {
    /** The most characters of a row; a row with more has a quote that is not closed. */
    private static final int MAX_ROW = 8 << 20;

    private static final int MAX_HEADER = 1 << 15;

    private final Path file;
    private final TariffText text;
    private final CSVParser parser;
    private final RowBudget budget;
    private final Iterator<CSVRecord> records;
    private final TariffHeader header;
    private @Nullable CSVRecord ahead;

    /**
     * A row.
     *
     * @param line the line on which it ends, from 1
     * @param cells its cells; their number may differ from the header's
     */
    record Row(long line, List<String> cells) {}

    private TariffTable(Path file, TariffText text, TariffFormat format) throws IOException {
        this.file = file;
        this.text = text;
        BufferedReader start = new BufferedReader(text.reader(), MAX_HEADER);
        char separator = separator(file, start);
        this.budget = new RowBudget(start);
        this.parser = CSVParser.parse(
                budget,
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(separator)
                        .setIgnoreEmptyLines(true)
                        .get());
        this.records = parser.iterator();
        this.ahead = advance();
        CSVRecord first = ahead;
        if (first == null) {
            throw new MeasureImportException(
                    file + " is empty", "Download the file again; its first line names the columns.");
        }
        this.header = TariffHeader.of(file, first.toList(), format);
        this.ahead = advance();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws MeasureImportException when the header lacks a column, or the text is not in the character set
     */
    static TariffTable open(Path file, Optional<Charset> charset, TariffFormat format) throws IOException {
        TariffText text = TariffText.open(file, charset);
        try {
            return new TariffTable(file, text, format);
        } catch (CharacterCodingException e) {
            text.close();
            throw wrongCharset(file, text, 1, e);
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    TariffHeader header() {
        return header;
    }

    Charset charset() {
        return text.charset();
    }

    /**
     * Returns the next row; empty at the end.
     *
     * @throws MeasureImportException when the file ends within a row, or cannot be read any further
     */
    Optional<Row> next() throws IOException {
        CSVRecord record = ahead;
        if (record == null) {
            return Optional.empty();
        }
        Row row = new Row(parser.getCurrentLineNumber(), record.toList());
        ahead = advance();
        if (ahead == null && row.cells().size() < header.size()) {
            throw truncated(row.line(), null);
        }
        return Optional.of(row);
    }

    private @Nullable CSVRecord advance() throws IOException {
        budget.renew();
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw wrongCharset(file, text, parser.getCurrentLineNumber() + 1, e);
            }
            throw truncated(parser.getCurrentLineNumber(), e);
        }
    }

    private MeasureImportException truncated(long line, @Nullable Throwable cause) {
        String message = file + ":" + line + ": the file ends within a row, or a quote does not close";
        String fix = "Download the file again and compare its size. Nothing is taken from half a file, because law"
                + " that it lacks would seem to have ended.";
        return cause == null
                ? new MeasureImportException(message, fix)
                : new MeasureImportException(message, fix, cause);
    }

    private static MeasureImportException wrongCharset(Path file, TariffText text, long line, Throwable cause) {
        return new MeasureImportException(
                file + ": after line " + line + ", the text is not " + text.charset(),
                "Name the character set of the file, such as --charset windows-1252 for one from a spreadsheet.",
                cause);
    }

    private static char separator(Path file, BufferedReader start) throws IOException {
        start.mark(MAX_HEADER);
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        for (int i = 0; i < MAX_HEADER - 1; i++) {
            int one = start.read();
            if (one < 0 || one == '\n') {
                break;
            }
            if (one < ' ' && one != '\t' && one != '\r') {
                throw TariffText.noText(file);
            }
            commas += one == ',' ? 1 : 0;
            semicolons += one == ';' ? 1 : 0;
            tabs += one == '\t' ? 1 : 0;
        }
        start.reset();
        if (semicolons > commas && semicolons >= tabs) {
            return ';';
        }
        return tabs > commas ? '\t' : ',';
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }

    /** Bounds the memory for one row. */
    private static final class RowBudget extends FilterReader {
        private int left = MAX_ROW;

        RowBudget(Reader in) {
            super(in);
        }

        void renew() {
            left = MAX_ROW;
        }

        @Override
        public int read() throws IOException {
            require();
            left--;
            return super.read();
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            require();
            int count = super.read(into, offset, length);
            left -= Math.max(count, 0);
            return count;
        }

        private void require() throws IOException {
            if (left <= 0) {
                throw new IOException("a row has more than " + MAX_ROW + " characters");
            }
        }
    }
}
