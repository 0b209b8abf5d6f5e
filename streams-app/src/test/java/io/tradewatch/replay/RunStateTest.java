package io.tradewatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of a run: what was kept together is there together after a crash, and nothing else. */
class RunStateTest {
    @TempDir
    private Path folder;

    @Test
    void shouldForgetWhatWasNotKeptWhenTheRunBreaksOff() {
        try (RunState state = new RunState(folder);
                Batch batch = state.batch()) {
            KeyValueRows rows = state.rows(0, KeyPrefix.PROGRESS, batch);
            rows.put(bytes("kept"), bytes("1"));
            batch.keep();
            rows.put(bytes("lost"), bytes("2"));
            assertThat(rows.get(bytes("lost"))).isEqualTo(bytes("2"));
        }
        try (RunState state = new RunState(folder);
                Batch batch = state.batch()) {
            KeyValueRows rows = state.rows(0, KeyPrefix.PROGRESS, batch);
            assertThat(rows.get(bytes("kept"))).isEqualTo(bytes("1"));
            assertThat(rows.get(bytes("lost"))).isNull();
        }
    }

    @Test
    void shouldKeepPartitionsAndSpacesApartAndGoThroughKeysInOrder() {
        try (RunState state = new RunState(folder);
                Batch batch = state.batch()) {
            KeyValueRows rows = state.rows(1, KeyPrefix.violations(0), batch);
            state.rows(0, KeyPrefix.violations(0), batch).put(bytes("a"), bytes("other partition"));
            state.rows(1, KeyPrefix.violations(1), batch).put(bytes("a"), bytes("other law"));
            rows.put(bytes("c"), bytes("3"));
            batch.keep();
            rows.put(bytes("a"), bytes("1"));
            rows.put(bytes("b"), bytes("2"));
            rows.delete(bytes("b"));

            assertThat(keys(rows.all())).containsExactly("a", "c");
            assertThat(keys(rows.range(bytes("b"), bytes("c")))).containsExactly("c");
            assertThat(rows.putIfAbsent(bytes("a"), bytes("9"))).isEqualTo(bytes("1"));
        }
    }

    private static List<String> keys(KeyValueIterator<byte[], byte[]> rows) {
        List<String> keys = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(row -> keys.add(new String(row.key, StandardCharsets.UTF_8)));
        }
        return keys;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
