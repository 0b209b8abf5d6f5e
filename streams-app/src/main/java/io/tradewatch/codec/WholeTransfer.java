package io.tradewatch.codec;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;

/**
 * A transfer that was read in full and can be screened. Immutable as long as {@code record} is not changed.
 *
 * @param record the transfer as the contract's type
 * @param screened the transfer as the engine's type, with the fields that only an explanation needs
 */
public record WholeTransfer(Transfer record, io.tradewatch.engine.model.Transfer screened) {
    /** Returns the transfer, or the first defect because of which it cannot be screened. */
    public static DecodeResult<WholeTransfer> of(Transfer record) {
        DecodeResult<io.tradewatch.engine.model.Transfer> screened = TransferMapping.toScreening(record);
        return screened instanceof DecodeResult.Defective<io.tradewatch.engine.model.Transfer> defective
                ? new DecodeResult.Defective<>(defective.defect())
                : DecodeResult.of(new WholeTransfer(record, screened.orElseThrow()));
    }
}
