package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for readers repeats rows of the page that the benchmarks fill. */
final class PerformanceDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** As {@link ReportWriter#markdown} writes it. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| [^|]+ \\| [^|]+ \\| [^|]+ … [^|]+ \\| \\d+ \\| [^|]*\\|$");

    /** Row, aim and median, between a question and a section. */
    private static final Pattern AIM =
            Pattern.compile("(?m)^\\| [^|]+\\?( \\| [^|]+ \\| [^|]+ \\| [^|]+) \\| \\[[^|]+ \\|$");

    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\([^)]+\\)");

    private final String page = Files.readString(DOCS.resolve("performance.md"));
    private final String tables = Files.readString(DOCS.resolve("performance-tables.md"));

    PerformanceDocumentTest() throws IOException {}

    @Test
    void shouldRepeatRowsAndPicturesAsTheyAre() {
        assertThat(matches(ROW, 0))
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(tables).contains(row));
        assertThat(matches(PICTURE, 0))
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(tables).contains(picture));
    }

    @Test
    void shouldBeginWithTheAimsAndMediansOfTheTables() {
        assertThat(matches(AIM, 1))
                .hasSize(5)
                .allSatisfy(row -> assertThat(tables).contains(row.substring(1)));
    }

    private List<String> matches(Pattern pattern, int group) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(group))
                .toList();
    }
}
