package io.tradewatch.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.engine.generators.NumberTexts;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.ReferenceTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No number gets in that takes memory or time without an end to calculate with. */
class DecimalRangeTest {
    private static final int MOST_PLAIN_CHARACTERS = 70;

    @Property(tries = 5_000)
    void shouldReadEveryTextAsAShortNumberOrRefuseItByName(@ForAll("numbers") String text) {
        for (DecimalRange range : List.of(DecimalRange.AMOUNT, DecimalRange.QUOTED_RATE, DecimalRange.RATE)) {
            try {
                BigDecimal read = range.parse(text);

                assertThat(range.holds(read)).isTrue();
                assertThat(Math.abs((long) read.scale())).isLessThan(MOST_PLAIN_CHARACTERS * 2);
                assertThat(read.stripTrailingZeros().toPlainString()).hasSizeLessThan(MOST_PLAIN_CHARACTERS);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("expected").hasMessageNotContaining("null");
                assertThat(e.getMessage()).hasSizeLessThan(400);
            }
        }
    }

    @Property(tries = 5_000)
    void shouldHoldExactlyWhatCanBeWrittenInItsDigits(@ForAll BigInteger digits, @ForAll("scales") int scale) {
        BigDecimal number = new BigDecimal(digits, scale);
        BigDecimal limit = BigDecimal.TEN.pow(DecimalRange.AMOUNT.integerDigits());
        boolean isWritten = number.abs().compareTo(limit) < 0
                && number.remainder(BigDecimal.ONE.movePointLeft(9)).signum() == 0;

        assertThat(DecimalRange.AMOUNT.holds(number)).isEqualTo(isWritten);
    }

    @ParameterizedTest
    @CsvSource({"1.5,1.5", "+2,2", "-3.250,-3.250", ".5,0.5", "5.,5", "1e3,1E+3", "0e999999999,0", "-0e-999999999,0"})
    void shouldReadNumbersAsTheyAreWritten(String text, BigDecimal expected) {
        assertThat(DecimalRange.AMOUNT.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e100000000", "1e-100000000", "1e29", "0.0000000001", "123456789012345678901234567890"})
    void shouldSayWhichDigitsAreTooMany(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecimalRange.AMOUNT.parse(text))
                .withMessage("is '" + text
                        + "', which has too many digits, expected at most 29 before and 9 after the point");
    }

    @Test
    void shouldRefuseATextThatIsTooLongWithoutReadingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecimalRange.RATE.parse("9".repeat(1_000_000)))
                .withMessage("has 1000000 characters, expected at most 200");
    }

    @Test
    void shouldJudgeTheFarthestExponentsThatJavaHas() {
        assertThat(DecimalRange.AMOUNT.holds(new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE)))
                .isFalse();
        assertThat(DecimalRange.AMOUNT.holds(new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE)))
                .isFalse();
        assertThat(DecimalRange.AMOUNT.holds(new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE)))
                .isTrue();
    }

    @Test
    void shouldNotCompileARateThatNothingCanBeMultipliedWith() {
        ReferenceTable rates = new ReferenceTable(
                ReferenceTable.EXCHANGE_RATES,
                ExchangeRates.COLUMNS,
                List.of(List.of("2017-12-22", "EUR", "USD", "1e100000000")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceTables.of(List.of(rates)))
                .withMessage("the rate from EUR to USD of 2017-12-22 is '1e100000000', which has too many digits,"
                        + " expected at most 26 before and 38 after the point");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-0001-01-01", "0000-12-31", "+10000-01-01"})
    void shouldRefuseDaysThatNoRecordCarries(String text) {
        Assertions.assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> DayRange.day(text))
                .withMessage("the day is " + text + ", expected a year from 0001 to 9999");
        Assertions.assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> DayRange.instant(text + "T00:00:00Z"))
                .withMessageContaining("expected a year from 0001 to 9999");
    }

    @Test
    void shouldReadTheFirstAndTheLastDay() {
        assertThat(DayRange.day("0001-01-01")).isEqualTo(LocalDate.of(1, 1, 1));
        assertThat(DayRange.instant("9999-12-31T23:59:59.999Z")).isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
    }

    @Provide
    static Arbitrary<String> numbers() {
        return NumberTexts.any();
    }

    @Provide
    static Arbitrary<Integer> scales() {
        return Arbitraries.integers().between(-60, 60);
    }
}
