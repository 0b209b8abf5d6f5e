package io.tradewatch.server.api;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.rules.MeasureIndex;

/** Shows a finding as the violation that it would open if the transfer arrived now. */
final class WouldOpen {
    private WouldOpen() {}

    static String of(
            Transfer transfer, io.tradewatch.engine.model.Transfer screenable, Finding finding, MeasureIndex index) {
        return JsonText.of(ViolationRecords.of(
                transfer,
                finding,
                index.lawVersion(),
                0,
                ViolationStatus.OPEN,
                StatusReason.DETECTED,
                Explanation.of(screenable, finding)));
    }
}
