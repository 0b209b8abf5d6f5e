package io.tradewatch.screening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.state.ContentHash;
import io.tradewatch.state.StoredViolation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransfersInMemoryTest {
    private final TransfersInMemory transfers = new TransfersInMemory();

    @Test
    void shouldGiveWhatIsOpenByTransferInTheOrderOfTheirIds() {
        remember("b", "open", true);
        remember("a", "open", true);
        remember("a", "gone", false);
        remember("\uFFFD", "open", true);
        remember("🚗", "open", true);

        assertThat(transfers.openByTransfer().map(open -> open.get(0).measureId() + open.size()))
                .containsExactly("a1", "b1", "\uFFFD1", "🚗1");
    }

    /** Otherwise a file of violations needs as much memory as all of them do, decoded. */
    @Test
    void shouldHandOnOneTransferAtATime() {
        remember("a", "open", true);
        remember("b", "open", true);
        List<String> opened = new ArrayList<>();

        Iterator<StoredViolation> open = transfers
                .openByTransfer()
                .peek(ofOne -> opened.add(ofOne.get(0).measureId()))
                .flatMap(List::stream)
                .iterator();
        open.next();

        assertThat(opened).containsExactly("a");
    }

    /** The measure has the transfer's id, so that one can see whose violation it is. */
    private void remember(String transferId, String violationId, boolean stands) {
        transfers.rememberViolation(
                transferId.getBytes(UTF_8),
                violationId,
                new StoredViolation(stands, 0, 0, new byte[ContentHash.BYTES], transferId, new byte[0]));
    }
}
