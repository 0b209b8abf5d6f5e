package io.tradewatch.topology;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.OutlineReader;
import io.tradewatch.records.Registration;
import io.tradewatch.records.RegistryEncoder;
import io.tradewatch.records.SkippingTransferDecoder;
import io.tradewatch.records.TransferDecoder;

/**
 * What one task reads and writes records with: learning a schema takes a millisecond, so each is learnt once a task.
 * Used by one thread.
 *
 * @param outlines reads what tells that nearly all transfers are clean
 * @param decoder reads transfers
 * @param encoder writes transfers in the contract's newest version, to compare their content
 * @param violations reads and writes violations
 * @param patience waits where the registry is needed
 */
record Codecs(
        OutlineReader outlines,
        TransferDecoder decoder,
        RegistryEncoder<Transfer> encoder,
        ViolationCodec violations,
        Patience patience) {

    static Codecs of(ScreeningParts parts) {
        Patience patience = new Patience(parts.stop(), parts.patience(), parts.meters());
        return new Codecs(
                new OutlineReader(parts.schemas()),
                new SkippingTransferDecoder(parts.schemas()),
                RegistryEncoder.transfers(parts.schemas(), parts.topics().transfers(), Registration.AUTOMATIC),
                new ViolationCodec(parts.schemas(), parts.topics().violations(), patience),
                patience);
    }
}
