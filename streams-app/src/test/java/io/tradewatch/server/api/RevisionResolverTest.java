package io.tradewatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.streams.OneRevisionRule;
import io.tradewatch.streams.RandomHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RevisionResolverTest {
    /** So low that some transfers have more. */
    private static final int MAX_VIOLATIONS = 2;

    /** The API is asked for one transfer at a time. */
    @Property(tries = 200)
    void shouldJudgeTheRecordsOfATransferAsReplayDoes(@ForAll long seed) {
        RandomHistory history = RandomHistory.of(seed);
        try (OneRevisionRule replay = new OneRevisionRule(history, MAX_VIOLATIONS)) {
            List<TransferLog.Logged> logged = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (Transfer transfer : history.transfers()) {
                if (transfer.getTransferId().equals("T0")) {
                    logged.add(new TransferLog.Logged(
                            logged.size(), Instant.EPOCH, Optional.empty(), DecodeResult.of(transfer)));
                    expected.add(replay.screen(transfer));
                }
            }

            RevisionResolver revisionResolver = RevisionResolver.of(logged, history.index(), MAX_VIOLATIONS);

            assertThat(revisionResolver.verdicts())
                    .extracting(RevisionResolverTest::word)
                    .containsExactlyElementsOf(expected);
            List<Violation> open = replay.open();
            assertThat(revisionResolver.open()).isEqualTo(open);
            assertThat(revisionResolver
                            .counting()
                            .map(RevisionResolver.Counting::index)
                            .orElse(-1))
                    .isEqualTo(expected.lastIndexOf("screened"));
        }
    }

    private static String word(RevisionResolver.Verdict verdict) {
        String fate = verdict.fate().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return verdict.fate() == RevisionResolver.Fate.DEAD_LETTER
                ? fate + " " + verdict.why().orElseThrow().split(":", 2)[0]
                : fate;
    }
}
