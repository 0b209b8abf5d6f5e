package io.tradewatch.cli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of a workbook, written from top to bottom: a header that stays in view, and rows. Texts are kept in their cells,
 * not in the workbook's table of texts, which would grow in memory.
 */
final class XlsxSheet implements Cells {
    /** The most characters of a cell. */
    private static final int MOST_CHARACTERS = 32_767;

    /** The first day that all spreadsheets count alike; they took 1900 for a leap year. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

    /** Workbooks write a character that XML cannot hold as {@code _x000B_}, so a text that looks like it is escaped. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern NO_CHARACTER = Pattern.compile("[\uFFFE\uFFFF]");

    private final Worksheet sheet;
    private int row;
    private int column;
    private int columns;

    private XlsxSheet(Worksheet sheet) {
        this.sheet = sheet;
    }

    /** Begins a sheet with the header of these columns. */
    static XlsxSheet begin(Workbook workbook, String name, List<Column> columns) throws IOException {
        XlsxSheet begun = new XlsxSheet(workbook.newWorksheet(name));
        for (int i = 0; i < columns.size(); i++) {
            begun.header(i, columns.get(i).header(), columns.get(i).width());
        }
        begun.sheet.freezePane(1, 1);
        return begun;
    }

    /** Begins a sheet of two columns of text. */
    static XlsxSheet begin(
            Workbook workbook, String name, int firstWidth, String first, int secondWidth, String second) {
        XlsxSheet begun = new XlsxSheet(workbook.newWorksheet(name));
        begun.header(0, first, firstWidth);
        begun.header(1, second, secondWidth);
        begun.sheet.freezePane(0, 1);
        return begun;
    }

    private void header(int at, String text, int width) {
        sheet.width(at, width);
        sheet.inlineString(0, at, text);
        sheet.style(0, at).bold().set();
        columns = at + 1;
    }

    /** The number of rows so far, the header included. */
    int rows() {
        return row + 1;
    }

    /** Begins the next row. */
    void nextRow() {
        row++;
        column = 0;
    }

    /** Writes a row of two texts. */
    void row(String first, String second) {
        nextRow();
        text(first);
        text(second);
    }

    @Override
    public void text(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            String harmless = NO_CHARACTER.matcher(CellText.harmless(text)).replaceAll("\uFFFD");
            sheet.inlineString(row, column, cut(ESCAPE.matcher(harmless).replaceAll("_x005F_")));
        }
        column++;
    }

    private static String cut(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        int end = MOST_CHARACTERS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** A number of more digits than a spreadsheet keeps is a text. */
    @Override
    public void number(@Nullable BigDecimal number) {
        if (number != null) {
            if (BigDecimal.valueOf(number.doubleValue()).compareTo(number) == 0) {
                sheet.value(row, column, number);
            } else {
                sheet.inlineString(row, column, number.toPlainString());
            }
        }
        column++;
    }

    /** A day that spreadsheets cannot count is a text. */
    @Override
    public void day(@Nullable LocalDate day) {
        if (day != null) {
            if (day.isBefore(FIRST_DAY)) {
                sheet.inlineString(row, column, day.toString());
            } else {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
        }
        column++;
    }

    @Override
    public void time(@Nullable Instant time) {
        if (time != null) {
            LocalDateTime inUtc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
            if (inUtc.toLocalDate().isBefore(FIRST_DAY)) {
                sheet.inlineString(row, column, time.toString());
            } else {
                sheet.value(row, column, inUtc);
                sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
            }
        }
        column++;
    }

    /** Writes the rows so far; the memory for them is free. */
    void flush() throws IOException {
        sheet.flush();
    }

    /** Ends the sheet: a filter over its columns. */
    void end() throws IOException {
        sheet.setAutoFilter(0, 0, row, columns - 1);
        sheet.finish();
    }
}
