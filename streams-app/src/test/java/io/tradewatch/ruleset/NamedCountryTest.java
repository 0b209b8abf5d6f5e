package io.tradewatch.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.ruleset.files.ShippedLaw;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may write for a country, by the shipped table. */
final class NamedCountryTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 18);
    private static final Countries COUNTRIES =
            ShippedLaw.catalogue().law().reference().countries();

    @ParameterizedTest
    @CsvSource({
        "KP, KP",
        "kp, KP",
        "PRK, KP",
        "408, KP",
        "North Korea, KP",
        "north  korea, KP",
        "UK, GB",
        "Russland, RU"
    })
    void shouldUnderstandCodesNumbersAndNames(String written, String code) {
        assertThat(NamedCountry.code(written, DAY, COUNTRIES)).isEqualTo(code);
    }

    @Test
    void shouldUnderstandEveryNameOfTheTable() {
        assertThat(COUNTRIES.codesByName())
                .hasSizeGreaterThan(1_000)
                .allSatisfy((name, code) ->
                        assertThat(NamedCountry.code(name, DAY, COUNTRIES)).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Korea       | 'Korea' is not a known country; did you mean KP (North Korea) or KR (South Korea)?
            Nroth Korea | 'Nroth Korea' is not a known country; did you mean KP (North Korea)?
            Belarsu     | 'Belarsu' is not a known country; did you mean BY (Belarus)?
            XX          | 'XX' is not a known country; write its code (KP), or a name that only one country has
            QQ          | 'QQ' is not a known country; write its code (KP), or a name that only one country has
            Atlantis    | 'Atlantis' is not a known country; write its code (KP), or a name that only one country has
            Republic    | 'Republic' is not a known country; write its code (KP), or a name that only one country has
            """)
    void shouldNameThoseThatMayBeMeant(String written, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedCountry.code(written, DAY, COUNTRIES))
                .withMessage(message);
    }
}
