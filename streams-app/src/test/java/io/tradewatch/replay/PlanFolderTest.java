package io.tradewatch.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.ruleset.files.ShippedLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan on disk: what is read again is what was written. */
class PlanFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadAgainThePlanAndTheLawThatWereWritten() {
        PlannedRuleset law = PlannedRuleset.of(ShippedLaw.catalogue());
        ReplayPlan plan = plan();
        Path place = folder.resolve("plan");
        try (PlanFolder written = PlanFolder.open(place)) {
            written.write(plan, List.of(law));
        }

        try (PlanFolder read = PlanFolder.open(place)) {
            assertThat(read.plan()).contains(plan);
            assertThat(read.laws()).containsExactly(law);
            assertThat(read.laws().get(0).fingerprint()).isEqualTo(law.fingerprint());
            read.discard();
        }
        assertThat(place).doesNotExist();
    }

    @Test
    void shouldRefuseAFolderThatHoldsOtherThings() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "all of it");

        assertThatThrownBy(() -> PlanFolder.open(folder))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("holds other things");
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() {
        Path place = folder.resolve("plan");
        try (PlanFolder first = PlanFolder.open(place)) {
            assertThatThrownBy(() -> PlanFolder.open(place))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("is running already");
            assertThat(first.isPlanned()).isFalse();
        }
    }

    private static ReplayPlan plan() {
        return new ReplayPlan(
                "an-id",
                "what was asked for",
                Instant.parse("2018-10-01T00:00:00Z"),
                ReplayPlan.softwareOfThisProcess(),
                Instant.parse("2018-01-01T00:00:00Z"),
                null,
                null,
                "transfers",
                "topic-id",
                new TreeMap<>(Map.of(0, new OffsetRange(3, 9), 11, new OffsetRange(0, 0))),
                "violations",
                new TreeMap<>(Map.of(2, 17L)),
                List.of("a note"));
    }
}
