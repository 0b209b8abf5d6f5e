package io.tradewatch.cli.transfers;

import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.mapping.Cells;
import io.tradewatch.mapping.NumberPattern;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a workbook holds.
 *
 * @param text as a person would type it: dates as ISO 8601, numbers with a dot and all their digits; never null
 * @param number the number, if it is one and no date; as a spreadsheet shows it, with 15 digits at most
 * @param time the date, or date and time, if the cell has the format of one
 */
record SheetCell(
        String text, @Nullable BigDecimal number, @Nullable LocalDateTime time) {
    private static final SheetCell EMPTY = new SheetCell("", null, null);
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** The formats of dates that a workbook need not declare; ECMA-376 part 1, 18.8.30, with those of East Asia. */
    private static final Set<Integer> FORMATS_OF_DATES = Set.of(
            14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57,
            58);
    /** In a format: quoted text, an escaped character, a colour or condition, a filler. */
    private static final Pattern NOT_OF_THE_VALUE = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|[_*].");

    private static final Pattern ZEROS = Pattern.compile("0{2,20}");

    /** The first cells of a row; empty ones beyond its last. */
    static List<SheetCell> of(Row row, int columns) {
        List<SheetCell> cells = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            cells.add(row.getOptionalCell(column).map(SheetCell::of).orElse(EMPTY));
        }
        return cells;
    }

    private static SheetCell of(Cell cell) {
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.FORMULA && (raw == null || raw.isEmpty())) {
            // A formula whose result was never stored is not an empty cell: where it matters, it is told as unreadable.
            return new SheetCell("=" + cell.getFormula(), null, null);
        }
        if (raw == null || raw.isEmpty() || cell.getType() == CellType.EMPTY) {
            return EMPTY;
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return new SheetCell(raw.equals("1") ? "true" : "false", null, null);
        }
        // The result of a formula is a number or a text.
        return (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA
                        ? NumberPattern.number(raw)
                        : Optional.<BigDecimal>empty())
                .map(number -> of(number, cell))
                .orElseGet(() -> new SheetCell(Cells.value(cell.getText()), null, null));
    }

    private static SheetCell of(BigDecimal number, Cell cell) {
        if (isDate(cell)) {
            try {
                LocalDateTime time = cell.asDate();
                if (number.compareTo(BigDecimal.ONE) < 0) {
                    return new SheetCell(time.toLocalTime().format(TIME), null, null);
                }
                return new SheetCell(
                        time.toLocalTime().equals(LocalTime.MIDNIGHT)
                                ? time.toLocalDate().toString()
                                : time.toString(),
                        null,
                        time);
            } catch (ExcelReaderException | DateTimeException | ArithmeticException e) {
                return of(number, "");
            }
        }
        return of(number, cell.getDataFormatString() == null ? "" : cell.getDataFormatString());
    }

    private static SheetCell of(BigDecimal exact, String format) {
        BigDecimal number = DecimalRange.plain(exact.round(SHOWN));
        String text = number.toPlainString();
        if (ZEROS.matcher(format).matches() && number.scale() == 0 && number.signum() >= 0) {
            text = "0".repeat(Math.max(0, format.length() - text.length())) + text;
        }
        return new SheetCell(text, number, null);
    }

    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && FORMATS_OF_DATES.contains(id)) {
            return true;
        }
        String format = cell.getDataFormatString();
        if (format == null || format.equalsIgnoreCase("general")) {
            return false;
        }
        String symbols = NOT_OF_THE_VALUE.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        boolean hasDay = symbols.indexOf('y') >= 0 || symbols.indexOf('d') >= 0;
        boolean hasTime = symbols.indexOf('h') >= 0 && symbols.indexOf('m') >= 0;
        return hasDay || hasTime;
    }
}
