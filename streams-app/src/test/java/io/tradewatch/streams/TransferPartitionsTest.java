package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class TransferPartitionsTest {
    @Test
    void shouldNameTopicBothNumbersAndTheRemedyThatKeepsTheAlerts() {
        assertThat(TransferPartitions.told("transfers", 3, 4))
                .startsWith("topic transfers has 4 partitions, expected 3: ")
                .contains("Make a new topic", "Do not use StreamsResetter");
    }

    @Test
    void shouldKnowTheFailureOfKafkaStreamsThatFollows() {
        StreamsException told = new StreamsException(
                "Existing internal topic tradewatch-transfer-revisions-changelog has"
                        + " invalid partitions: expected: 4; actual: 3. Use 'org.apache.kafka.tools.StreamsResetter' tool");

        assertThat(TransferPartitions.isCauseOf(new IllegalStateException("in a thread", told)))
                .isTrue();
        assertThat(TransferPartitions.isCauseOf(new StreamsException("disk full")))
                .isFalse();
    }

    @Test
    void shouldNotFollowCausesThatGoInACircle() {
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("other", one));

        assertThat(TransferPartitions.isCauseOf(one)).isFalse();
    }
}
