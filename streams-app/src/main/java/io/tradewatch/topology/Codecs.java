package io.tradewatch.topology;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.DecodeResult;
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
 * @param retryPolicy waits where the registry is needed
 */
record Codecs(
        OutlineReader outlines,
        TransferDecoder decoder,
        Function<Transfer, byte[]> encoder,
        ViolationCodec violations,
        RetryPolicy retryPolicy) {

    static Codecs of(ScreeningParts parts) {
        RetryPolicy retryPolicy = new RetryPolicy(parts.stop(), parts.patience(), parts.meters());
        RegistryEncoder<Transfer> encoder =
                RegistryEncoder.transfers(parts.schemas(), parts.topics().transfers(), Registration.AUTOMATIC);
        return new Codecs(
                new OutlineReader(parts.schemas()),
                new SkippingTransferDecoder(parts.schemas()),
                transfer -> retryPolicy.withRegistry(() -> encoder.encode(transfer)),
                new ViolationCodec(parts.schemas(), parts.topics().violations(), retryPolicy),
                retryPolicy);
    }

    /** A whole transfer, waiting for the registry where it is needed. */
    DecodeResult<WholeTransfer> whole(byte[] value, Headers headers) {
        return retryPolicy.withRegistry(() -> decoder.decode(value, headers));
    }
}
