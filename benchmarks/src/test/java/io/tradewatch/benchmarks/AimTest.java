package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words ask of a number. */
final class AimTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    at least 0.80                    | 0.80      | REACHED
                    at least 0.80                    | 0.79      | MISSED
                    at least 1: no cliff             | 0.99      | MISSED
                    at most 2                        | 2         | REACHED
                    at most 2                        | 2.01      | MISSED
                    under 50 ns                      | 49.9      | REACHED
                    under 50 ns                      | 50        | MISSED
                    under 2,000 ms                   | 1999      | REACHED
                    under 2,000 ms                   | 2001      | MISSED
                    under 2 s for 100,000            | 2.5       | MISSED
                    about 1: no cliff                | 0.1       | OPEN
                    nothing more                     | 7         | OPEN
                    """)
    void shouldHoldTheNumberAgainstTheWords(String words, double value, Aim.Verdict verdict) {
        assertThat(new Aim(words).verdict(value)).isEqualTo(verdict);
    }
}
