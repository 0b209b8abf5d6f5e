package io.tradewatch.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.streams.OneRevisionRule;
import io.tradewatch.streams.RandomHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OfflineScreeningTest {
    /** So low that some transfers have more. */
    private static final int MAX_VIOLATIONS = 2;

    @Property(tries = 200)
    void shouldHoldOpenWhatReplayHoldsOpen(@ForAll long seed) {
        RandomHistory history = RandomHistory.of(seed);
        OfflineScreening screening = new OfflineScreening(history.index(), MAX_VIOLATIONS);
        Set<String> transferIds = new HashSet<>();
        try (OneRevisionRule replay = new OneRevisionRule(history, MAX_VIOLATIONS)) {
            long line = 0;
            for (Transfer transfer : history.transfers()) {
                String verdict = replay.screen(transfer);
                DecodeResult<WholeTransfer> whole = WholeTransfer.of(transfer);
                if (whole instanceof DecodeResult.Decoded<WholeTransfer> decoded) {
                    transferIds.add(transfer.getTransferId());
                    TransferRow.Good row = new TransferRow.Good(
                            ++line, transfer, decoded.value().screened(), List.of(), List.of());

                    assertThat(screening
                                    .screen(row)
                                    .map(OneRevisionRule::deadLetter)
                                    .orElse("let through"))
                            .isEqualTo(verdict.startsWith("dead letter") ? verdict : "let through");
                }
            }

            assertThat(screening.violations().sorted(ViolationFile.ORDER)).isEqualTo(replay.open());
            assertThat(screening.transfers()).isEqualTo(transferIds.size());
        }
    }
}
