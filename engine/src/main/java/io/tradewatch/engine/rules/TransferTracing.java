package io.tradewatch.engine.rules;

import io.tradewatch.engine.explain.ItemTrace;
import io.tradewatch.engine.explain.TransferTrace;
import io.tradewatch.engine.index.CountryReading;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.UnreadableCountry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Traces how a transfer is screened. It applies the same steps as {@link Screening}, but to every measure, not only to
 * those that the index returns, and keeps the result of each step. The time grows with the number of measures.
 */
public final class TransferTracing {
    private TransferTracing() {}

    /**
     * Traces a transfer.
     *
     * @param law the law
     * @param knownAt only revisions recorded at or before this instant count; null means all
     * @param transfer the transfer
     * @param maxViolations as of {@link Screening}
     */
    public static TransferTrace trace(Law law, @Nullable Instant knownAt, Transfer transfer, int maxViolations) {
        List<Finding> findings = new Screening(MeasureIndex.compile(law, knownAt), maxViolations).screen(transfer);
        if (transfer.status() == TransferStatus.CANCELLED) {
            return new TransferTrace(transfer, List.of(), findings);
        }
        Map<String, List<Measure>> revisions = new TreeMap<>();
        law.revisions()
                .forEach(revision -> revisions
                        .computeIfAbsent(revision.measureId(), id -> new ArrayList<>())
                        .add(revision));
        List<MeasureTracing> measures = revisions.values().stream()
                .map(known -> MeasureTracing.of(known, knownAt, law.reference()))
                .toList();
        ResolvedTransfer resolvedTransfer = ResolvedTransfer.of(transfer, law.reference());
        List<ItemTrace> items = new ArrayList<>();
        for (GoodsItem item : transfer.goodsItems()) {
            ItemCode code = ItemCode.read(item, resolvedTransfer.date(), law.reference());
            CountryReading origin = law.reference().countries().read(item.countryOfOrigin(), resolvedTransfer.date());
            List<UnreadableCountry> unreadable = new ArrayList<>(resolvedTransfer.unreadable());
            if (origin.isUnreadable()) {
                unreadable.add(new UnreadableCountry(Role.ORIGIN, String.valueOf(item.countryOfOrigin())));
            }
            items.add(new ItemTrace(
                    item,
                    MeasureTracing.inWords(item, code),
                    measures.stream()
                            .map(measure -> measure.trace(resolvedTransfer, item, code, origin.code(), unreadable))
                            .toList()));
        }
        return new TransferTrace(transfer, items, findings);
    }
}
