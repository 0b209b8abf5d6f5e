package io.tradewatch.topology;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.OutlineReader;
import io.tradewatch.records.Registration;
import io.tradewatch.records.RegistryEncoder;
import io.tradewatch.records.SkippingTransferDecoder;
import io.tradewatch.records.TransferDecoder;
import io.tradewatch.records.WholeTransfer;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;

/**
 * What one task reads and writes records with: learning a schema takes a millisecond, so each is learnt once a task.
 * Used by one thread.
 *
 * @param outlines reads what tells that nearly all transfers are clean
 * @param decoder reads transfers
 * @param encoder writes transfers that can be read beside their headers only, as stores keep no headers
 * @param violations reads and writes violations
 * @param patience waits where the registry is needed
 */
record Codecs(
        OutlineReader outlines,
        TransferDecoder decoder,
        Function<Transfer, byte[]> encoder,
        ViolationCodec violations,
        Patience patience) {

    static Codecs of(ScreeningParts parts) {
        Patience patience = new Patience(parts.stop(), parts.patience(), parts.meters());
        RegistryEncoder<Transfer> encoder =
                RegistryEncoder.transfers(parts.schemas(), parts.topics().transfers(), Registration.AUTOMATIC);
        return new Codecs(
                new OutlineReader(parts.schemas()),
                new SkippingTransferDecoder(parts.schemas()),
                transfer -> patience.withRegistry(() -> encoder.encode(transfer)),
                new ViolationCodec(parts.schemas(), parts.topics().violations(), patience),
                patience);
    }

    /** A whole transfer, waiting for the registry where it is needed. */
    Outcome<WholeTransfer> whole(byte[] value, Headers headers) {
        return patience.withRegistry(() -> decoder.decode(value, headers));
    }
}
