package io.tradewatch.codec.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferBytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class WriterGapsTest {
    private final TransferBytes bytes = new TransferBytes();

    @Test
    void shouldFindNothingMissingInTheContract() {
        assertThat(WriterGaps.of(Contracts.TRANSFER).missing()).isEmpty();
        assertThat(WriterGaps.of(Contracts.TRANSFER).unknown()).isEmpty();
    }

    @Test
    void shouldNameWhatARenamedFieldLeavesMissing() {
        Schema renamed = TransferBytes.changed("\"name\":\"commodityCode\"", "\"name\":\"hsCode\"");

        assertThat(WriterGaps.of(renamed).missing()).containsExactly("goodsItems.commodityCode");
        assertThat(WriterGaps.of(renamed).unknown()).containsExactly("goodsItems.hsCode");
    }

    @Test
    void shouldCountASchemaOnceHoweverOftenItIsLearnt() throws RegistryUnavailableException {
        Schema renamed = TransferBytes.changed("\"name\":\"consignee\"", "\"name\":\"receiver\"");
        int id = bytes.schemas.subjects().idOf("somebody-else", renamed, Registration.AUTOMATIC);
        byte[] value = ByteBuffer.allocate(8).put((byte) 0).putInt(id).array();

        new SkippingTransferDecoder(bytes.schemas).decodeDeciding(value);
        new SkippingTransferDecoder(bytes.schemas).decodeWhole(value);

        assertThat(bytes.schemas.incompleteSchemas()).isEqualTo(1);
    }

    @Test
    void shouldFindTheVersionsOfASubjectThatLackWhatDecides() throws RegistryUnavailableException {
        Schema renamed = TransferBytes.changed("\"name\":\"consignee\"", "\"name\":\"receiver\"");
        bytes.schemas.subjects().idOf("transfers-value", renamed, Registration.AUTOMATIC);

        assertThat(bytes.schemas.subjects().incompleteVersions("transfers-value"))
                .containsExactly(new RegistrySubjects.IncompleteVersion(1, List.of("consignee"), List.of("receiver")));
        assertThat(bytes.schemas.subjects().incompleteVersions("no-such-value")).isEmpty();
    }
}
