package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Transfer;
import java.util.List;

/**
 * The trace of one transfer, for people who need the reason why the rules found something or nothing. It has the result
 * of each rule for every measure, not only for those that the index returns.
 *
 * @param transfer the transfer
 * @param items its goods items; empty if it is cancelled, because rule 11 then ends the screening
 * @param findings the findings in it
 */
public record TransferTrace(Transfer transfer, List<ItemTrace> items, List<Finding> findings) {
    public TransferTrace {
        items = List.copyOf(items);
        findings = List.copyOf(findings);
    }
}
