package io.tradewatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/reports.md} says of the table, against the table. */
class ReportsDocumentTest {
    @Test
    void shouldDescribeEveryColumnInItsOrder() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reports.md"));

        List<String> described = page.substring(page.indexOf("| column |"))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\|", -1)[1].strip())
                .toList();

        assertThat(described)
                .isEqualTo(ViolationTable.DIFFERENT.stream().map(Column::header).toList());
    }
}
