package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Transfer;
import java.util.List;

/**
 * How one transfer was judged: for people who ask why something was found, or why nothing was. It has
 * the answer of each rule for every measure, not only for those that the index gives.
 *
 * @param transfer the transfer
 * @param items its goods items; empty where it is cancelled, as rule 11 then ends the matter
 * @param findings what the rules find in it
 */
public record TransferTrace(Transfer transfer, List<ItemTrace> items, List<Finding> findings) {
    public TransferTrace {
        items = List.copyOf(items);
        findings = List.copyOf(findings);
    }
}
