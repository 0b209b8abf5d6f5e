package io.tradewatch.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one transfer was judged: for people who ask why something was found, or why nothing was. It takes the steps that
 * {@link Screening} takes, for every measure instead of those that the index gives, and keeps what each of them said.
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

    /**
     * Traces a transfer.
     *
     * @param law the law
     * @param knownAt only revisions recorded at or before this instant count; null means all
     * @param transfer the transfer
     * @param maxViolations as of {@link Screening}
     */
    public static TransferTrace of(Law law, @Nullable Instant knownAt, Transfer transfer, int maxViolations) {
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
