package io.tradewatch.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Run;
import org.junit.jupiter.api.Test;

/** The trace of a transfer, offline. */
class ExplainTest {
    private static final String EVENTS = "../config/demo/events.jsonl";

    @Test
    void shouldSayRuleByRuleWhyAMeasureDoesNotApply() {
        Run run = explain("event-05-maybach-busan", "--measure", "UN-KP-2397-7-VEHICLES");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("read  events.jsonl:4")
                .contains("1 yes")
                .contains("3 no")
                .contains("EXPORT to KP: no target among DESTINATION RU");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldRefuseAnUnknownTransferAndAnUnknownMeasure() {
        assertThat(explain("nobody").exitCode()).isEqualTo(1);
        assertThat(explain("event-05-maybach-busan", "--measure", "NONE").err()).contains("there is no measure NONE");
    }

    @Test
    void shouldAskForTheMeasuresOfAFile() {
        Run run = Run.of("explain", "event-05-maybach-busan", "--file", EVENTS);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--file is given without --measures");
    }

    private static Run explain(String transferId, String... words) {
        String[] all = new String[words.length + 8];
        String[] first = {
            "explain",
            transferId,
            "--file",
            EVENTS,
            "--measures",
            "../config/measures",
            "--reference",
            "../config/reference"
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(words, 0, all, first.length, words.length);
        return Run.of(all);
    }
}
