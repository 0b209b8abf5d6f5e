package io.tradewatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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
            strings = {"", "30", "-1d", "PT-1S", "1w", "1.5h", "PT0.0001S", "99999999999999999999d", "9999999999999999d"
            })
    void shouldRefuseTheRest(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(written));
    }
}
