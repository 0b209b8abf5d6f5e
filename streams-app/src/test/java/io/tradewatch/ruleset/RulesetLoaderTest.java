package io.tradewatch.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.screening.ViolationStore;
import io.tradewatch.streams.ModelRecords;
import io.tradewatch.streams.RulesetProcessor;
import io.tradewatch.streams.RulesetReplay;
import io.tradewatch.streams.Scene;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesetLoaderTest {
    private static final int RECORDS = ModelRecords.foundation().size() + 1;
    private static final TopicPartition PARTITION = new TopicPartition("measures", 0);

    private final RulesetLoader book = new RulesetLoader(
            "topic-id",
            Duration.ZERO,
            Screening.DEFAULT_MAX_VIOLATIONS,
            () -> 0,
            ScreeningMeters.unread().threads());
    private final RulesetReplay replay = new RulesetReplay(book);

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void shouldCompileNothingDuringTheReplay() {
        replay.onRestoreStart(PARTITION, RulesetProcessor.STORE, 0, 2);
        takeInCountriesAndABan();
        replay.onBatchRestored(PARTITION, RulesetProcessor.STORE, 2, 2);
        awaitWhatTheCompilerHasToDo();

        assertThat(book.current().position()).isZero();
        assertThat(book.current().completeness()).isEqualTo(RulesetCompleteness.PENDING);
    }

    @Test
    void shouldCompileAllThatWasReplayedAtItsEnd() {
        takeInCountriesAndABan();
        replay.onRestoreEnd(PARTITION, RulesetProcessor.STORE, 2);

        await().until(() -> book.current().position() == RECORDS);
        assertThat(book.current().measureIds()).containsExactly("BAN");
        assertThat(book.current().isComplete()).isTrue();
    }

    @Test
    void shouldCompileWhatComesInAfterTheReplayOfAnEmptyTopic() {
        replay.onRestoreEnd(PARTITION, RulesetProcessor.STORE, 0);
        await().until(() -> book.current().completeness() == RulesetCompleteness.LACKING);

        takeInCountriesAndABan();

        await().until(() -> book.current().position() == RECORDS);
        assertThat(book.current().isComplete()).isTrue();
    }

    @Test
    void shouldNotTakeTheStateOfATaskForTheLaw() {
        replay.onRestoreEnd(PARTITION, ViolationStore.VIOLATIONS, 7);
        takeInCountriesAndABan();
        awaitWhatTheCompilerHasToDo();

        assertThat(book.current().completeness()).isEqualTo(RulesetCompleteness.PENDING);
    }

    /** Streams may start while the law is still compiled: what a thread then reads must not pass for a law. */
    @Test
    void shouldNotPassForALawBeforeTheFirstIsCompiled() {
        takeInCountriesAndABan();

        assertThat(book.current().isComplete()).isFalse();
        assertThat(book.current().obstacle()).startsWith("the ruleset is not compiled yet");
    }

    private void takeInCountriesAndABan() {
        long offset = 0;
        for (RulesetRecord record : ModelRecords.foundation()) {
            book.apply(offset++, record.key(), DecodeResult.of(record));
            book.compileSoon();
        }
        book.apply(offset, "BAN@0", DecodeResult.of(new RulesetRecord.Revision(Scene.ban("BAN", 0, "87"))));
        book.compileSoon();
    }

    /** The thread that compiles also looks up the end of the topic, one after the other. */
    private void awaitWhatTheCompilerHasToDo() {
        await().until(() -> book.endsBelow(1));
    }
}
