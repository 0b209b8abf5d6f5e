package io.tradewatch.screening;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferDecoder;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.kafka.TopicNames;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;

/**
 * The decoders and encoders of one task. Parsing a schema takes a millisecond, so each task parses a schema once. Used
 * by one thread.
 *
 * @param outlines reads outlines, by which most clean transfers are recognized
 * @param decoder reads transfers
 * @param encoder encodes transfers whose values can be decoded only with their headers, because stores keep no headers
 * @param violations reads and writes violations
 * @param retryPolicy waits if the registry is unavailable
 */
public record Codecs(
        OutlineReader outlines,
        TransferDecoder decoder,
        Function<Transfer, byte[]> encoder,
        ViolationCodec violations,
        RetryPolicy retryPolicy) {

    public static Codecs of(RegistrySchemas schemas, TopicNames topics, RetryPolicy retryPolicy) {
        RegistryEncoder<Transfer> encoder =
                RegistryEncoder.transfers(schemas, topics.transfers(), Registration.AUTOMATIC);
        return new Codecs(
                new OutlineReader(schemas),
                new SkippingTransferDecoder(schemas),
                transfer -> retryPolicy.withRegistry(() -> encoder.encode(transfer)),
                new ViolationCodec(schemas, topics.violations(), retryPolicy),
                retryPolicy);
    }

    /** Decodes a whole transfer; waits for the registry if necessary. */
    DecodeResult<WholeTransfer> whole(byte[] value, Headers headers) {
        return retryPolicy.withRegistry(() -> decoder.decode(value, headers));
    }
}
