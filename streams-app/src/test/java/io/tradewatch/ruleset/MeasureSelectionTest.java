package io.tradewatch.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.LintFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person gets who asks for the measures in force. */
final class MeasureSelectionTest {
    private static final LocalDate DAY = LocalDate.of(2018, 6, 1);

    private final LintFolder folder;

    MeasureSelectionTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    private List<String> select(
            LocalDate date, @Nullable Instant knownAt, @Nullable String country, @Nullable String code) {
        return new MeasureSelection(date, knownAt, country, code)
                .from(folder.check().law()).stream().map(Measure::measureId).toList();
    }

    @Test
    void shouldBeginOnTheFirstDay() {
        assertThat(select(LocalDate.of(2017, 12, 21), null, null, null)).isEmpty();
        assertThat(select(LocalDate.of(2017, 12, 22), null, null, null)).containsExactly("UN-KP-2397-7-VEHICLES");
    }

    @Test
    void shouldEndOnTheFirstDayAfter() {
        folder.with("effectiveFrom: 2017-12-22", "effectiveFrom: 2017-12-22\n    effectiveTo: 2018-06-02");

        assertThat(select(DAY, null, null, null)).hasSize(1);
        assertThat(select(DAY.plusDays(1), null, null, null)).isEmpty();
    }

    @Test
    void shouldForgetWhatWasNotKnownYet() {
        assertThat(select(DAY, Instant.parse("2017-12-21T23:59:59Z"), null, null))
                .isEmpty();
        assertThat(select(DAY, Instant.parse("2017-12-22T00:00:00Z"), null, null))
                .hasSize(1);
    }

    @Test
    void shouldFindATargetThroughItsGroupOnThatDay() {
        folder.with("targets: [\"KP\"]", "targets: [\"EU\"]");

        assertThat(select(DAY, null, "uk", null)).hasSize(1);
        assertThat(select(LocalDate.of(2021, 1, 1), null, "GB", null)).isEmpty();
        assertThat(select(DAY, null, "KP", null)).isEmpty();
    }

    @Test
    void shouldFindACodeBelowAndAboveAPrefix() {
        assertThat(select(DAY, null, null, "8703.40")).hasSize(1);
        assertThat(select(DAY, null, null, "89")).hasSize(1);
        assertThat(select(DAY, null, null, "8901")).isEmpty();
    }

    @Test
    void shouldTranslateACodeIntoTheMeasuresEdition() {
        folder.with("\"8903\"", "\"880211\"");

        assertThat(select(LocalDate.of(2023, 1, 1), null, null, "880610")).hasSize(1);
        assertThat(select(DAY, null, null, "880610")).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatAnExceptionSpares() {
        folder.with("effectiveFrom", "exceptCommodities: [\"8713\", \"ex 8715\"]\n    effectiveFrom");

        assertThat(select(DAY, null, null, "871310")).isEmpty();
        assertThat(select(DAY, null, null, "871500")).hasSize(1);
        assertThat(select(DAY, null, null, "87")).hasSize(1);
    }

    @Test
    void shouldRefuseACodeThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> select(DAY, null, null, "87034"))
                .withMessageContaining("87034");
    }
}
