package io.tradewatch.records;

import io.tradewatch.avro.Transfer;

/**
 * A transfer that was read in full and can be screened. Immutable as long as {@code record} is left alone.
 *
 * @param record the transfer as the contract carries it
 * @param screened the same as the rules see it, with what only an explanation needs
 */
public record WholeTransfer(Transfer record, io.tradewatch.engine.model.Transfer screened) {
    /** The transfer, or the first defect for which it cannot be screened. */
    public static DecodeResult<WholeTransfer> of(Transfer record) {
        DecodeResult<io.tradewatch.engine.model.Transfer> screened = TransferMapping.toScreening(record);
        return screened instanceof DecodeResult.Defective<io.tradewatch.engine.model.Transfer> defective
                ? new DecodeResult.Defective<>(defective.defect())
                : DecodeResult.of(new WholeTransfer(record, screened.orElseThrow()));
    }
}
