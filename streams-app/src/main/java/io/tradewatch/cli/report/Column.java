package io.tradewatch.cli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table.
 *
 * @param header its name, which stays the same from release to release
 * @param width its width in a spreadsheet, in characters
 * @param filler writes its cell
 */
record Column(String header, int width, Filler filler) {
    /** Writes one cell of a violation. */
    @FunctionalInterface
    interface Filler {
        void fill(ReportedViolation violation, Cells cells) throws IOException;
    }

    static Column text(String header, int width, Function<ReportedViolation, @Nullable String> value) {
        return new Column(header, width, (violation, cells) -> cells.text(value.apply(violation)));
    }

    static Column number(String header, int width, Function<ReportedViolation, @Nullable BigDecimal> value) {
        return new Column(header, width, (violation, cells) -> cells.number(value.apply(violation)));
    }

    static Column day(String header, Function<ReportedViolation, @Nullable LocalDate> value) {
        return new Column(header, 11, (violation, cells) -> cells.day(value.apply(violation)));
    }

    static Column time(String header, Function<ReportedViolation, @Nullable Instant> value) {
        return new Column(header, 17, (violation, cells) -> cells.time(value.apply(violation)));
    }
}
