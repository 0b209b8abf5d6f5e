package io.tradewatch.ruleset.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day of data, from the name of its file. */
final class DataDayTest {
    @ParameterizedTest
    @CsvSource({
        "measures-2026-11-01.csv, 2026-11-01",
        "2026-11-01/measures.csv,",
        "uk-tariff-2021-01-01--v4.0.1477--measures-as-defined.csv,",
        "uk-tariff-2021-01-01--v4.0.1477--2026-11-01.csv, 2026-11-01",
        "measures-2026-11-01-to-2026-11-02.csv,",
        "measures-2026-13-01.csv,",
        "measures-12026-11-01.csv,",
        "measures.csv,",
    })
    void shouldTakeTheOnlyDayOfTheName(Path file, LocalDate day) {
        assertThat(DataDay.of(file)).isEqualTo(Optional.ofNullable(day));
    }
}
