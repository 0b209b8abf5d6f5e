package io.tradewatch.mapping;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Which day stands for a month or a year. Statistics say no day, and law holds by the day. */
enum PeriodDay {
    FIRST,
    LAST;

    /** @throws MappingException when the word is neither; the message follows the field's name */
    static PeriodDay read(String word) throws MappingException {
        for (PeriodDay day : values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(word)) {
                return day;
            }
        }
        throw new MappingException("has day " + word + ", expected first or last");
    }

    /** The day of a {@link YearMonth} or {@link Year}. */
    LocalDate of(TemporalAccessor period) {
        YearMonth month = period instanceof Year year ? year.atMonth(this == FIRST ? 1 : 12) : YearMonth.from(period);
        return this == FIRST ? month.atDay(1) : month.atEndOfMonth();
    }
}
