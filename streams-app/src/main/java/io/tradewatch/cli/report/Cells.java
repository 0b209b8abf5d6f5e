package io.tradewatch.cli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Takes the cells of a row, from left to right. Null stands for an empty cell. */
interface Cells {
    void text(@Nullable String text) throws IOException;

    void number(@Nullable BigDecimal number) throws IOException;

    void day(@Nullable LocalDate day) throws IOException;

    /** A time in UTC. */
    void time(@Nullable Instant time) throws IOException;
}
