package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.index.CountryReading;
import io.tradewatch.engine.index.ReferenceTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every country's name of CLDR, as this Java has it, is read as that country by the shipped table, or is told. */
class CldrNamesTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 18);
    private static final Countries COUNTRIES = ReferenceTables.of(
                    ReferenceFiles.read(Path.of("../config/reference")).tables())
            .countries();

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "ru", "zh", "ar", "ko"})
    void shouldReadEachNameAsItsCountryOrTellIt(String language) {
        Locale locale = Locale.forLanguageTag(language);
        List<String> wrong = new ArrayList<>();
        List<String> told = new ArrayList<>();
        int names = 0;
        for (String code : Locale.getISOCountries()) {
            String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
            if (name.equals(code)) {
                continue;
            }
            names++;
            CountryReading reading = COUNTRIES.read(name, DAY);
            if (reading.isUnreadable()) {
                told.add(code + " " + name);
            } else if (!code.equals(reading.code())) {
                wrong.add(code + " " + name + " is " + reading);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(names).isGreaterThan(240);
        assertThat(told).as("of %d names of %s", names, language).hasSizeLessThan(names / 20);
    }
}
