package io.tradewatch.ops.api;

import com.fasterxml.jackson.databind.util.RawValue;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.records.ViolationRecords;
import io.tradewatch.screening.Explanation;
import io.tradewatch.screening.Finding;
import io.tradewatch.screening.MeasureIndex;
import java.util.List;

/** Shows findings as the violations that they would open if the transfer came in now. */
final class WouldOpen {
    private WouldOpen() {}

    static List<RawValue> of(
            Transfer transfer,
            io.tradewatch.screening.Transfer screenable,
            List<Finding> findings,
            MeasureIndex index) {
        return findings.stream()
                .map(finding -> JsonText.of(ViolationRecords.of(
                        transfer,
                        finding,
                        index.lawVersion(),
                        0,
                        ViolationStatus.OPEN,
                        StatusReason.DETECTED,
                        Explanation.of(screenable, finding))))
                .toList();
    }
}
