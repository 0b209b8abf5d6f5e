package io.tradewatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.engine.generators.NumberTexts;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"30d,P30D", "12h,PT12H", "5m,PT5M", "10s,PT10S", "500ms,PT0.5S", "0,PT0S", "PT5S,PT5S", "5 M,PT5M"})
    void shouldReadWhatPeopleAndIsoWrite(String written, Duration expected) {
        assertThat(Durations.parse(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "-1d",
                "PT-1S",
                "1w",
                "1.5h",
                "PT0.0001S",
                "99999999999999999999d",
                "9999999999999999d",
                "P1000000000000D",
                "PT9223372036854775807H"
            })
    void shouldRefuseTheRest(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(written));
    }

    @Property(tries = 2_000)
    void shouldReadDurationsWhoseMillisecondsFitOrRefuseThem(
            @ForAll("numbers") String number, @ForAll("units") String unit) {
        for (String written : List.of(number + unit, "P" + number + unit, "PT" + number + unit, number)) {
            try {
                assertThat(Durations.parse(written).toMillis()).isNotNegative();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("'");
            }
        }
    }

    @Provide
    static Arbitrary<String> numbers() {
        return NumberTexts.any();
    }

    @Provide
    static Arbitrary<String> units() {
        return Arbitraries.of("ms", "s", "m", "h", "d", "S", "M", "H", "D", "w", "");
    }
}
