package io.tradewatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.cli.CliException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormTest {
    @ParameterizedTest
    @CsvSource({
        "a.jsonl,JSON_LINES",
        "a.ndjson,JSON_LINES",
        "a.json,JSON_LINES",
        "a.txt,JSON_LINES",
        "folder.d/a,JSON_LINES",
        ".hidden,JSON_LINES",
        "/dev/stdout,JSON_LINES",
        "a.csv,CSV",
        "A.CSV,CSV",
        "a.b.xlsx,XLSX",
        "a.html,HTML"
    })
    void shouldChooseTheFormByTheEnding(Path file, ReportForm form) {
        assertThat(ReportForm.of(file)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pdf", "a.xls", "a.html.zip"})
    void shouldRefuseOtherEndingsAndNameThoseThatItWrites(String name) {
        assertThatThrownBy(() -> ReportForm.of(Path.of(name)))
                .isInstanceOfSatisfying(CliException.class, refused -> {
                    assertThat(refused.exitCode()).isEqualTo(2);
                    assertThat(refused.fix()).contains(".jsonl, .csv, .xlsx, .html");
                })
                .hasMessageContaining(name);
    }

    @Test
    void shouldTellTopicsFromFilesByTheEnding() {
        assertThat(ReportFile.isNamedBy("found.html")).isTrue();
        assertThat(ReportFile.isNamedBy("found")).isFalse();
        assertThat(ReportFile.isNamedBy("found.v2")).isFalse();
    }
}
