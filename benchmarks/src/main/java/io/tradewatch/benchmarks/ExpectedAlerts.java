package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says which violations the generated trade must lead to, in the simplest way: every measure against every transfer, by
 * destination and prefix, which is all that the generated law asks for.
 */
final class ExpectedAlerts {
    private ExpectedAlerts() {}

    /** The ids of the violations of transfers. */
    static Set<String> ids(Stream<Transfer> transfers, List<Measure> law) {
        Set<String> ids = new HashSet<>();
        transfers.forEach(transfer -> {
            List<Measure> aimed = law.stream()
                    .filter(measure -> measure.targets().contains(transfer.getCountryOfDestination()))
                    .toList();
            for (GoodsItem item : transfer.getGoodsItems()) {
                String code = item.getCommodityCode();
                for (Measure measure : aimed) {
                    if (measure.commodities().stream().anyMatch(prefix -> code.startsWith(prefix.digits()))) {
                        ids.add(Violations.id(transfer.getTransferId(), item.getItemNumber(), measure.measureId()));
                    }
                }
            }
        });
        return ids;
    }

    /**
     * Compares what was published with what must be.
     *
     * @throws WrongOutputException when an alert is missing, was not due, or stands twice
     */
    static void require(Set<String> expected, List<String> published, String run) {
        Set<String> distinct = new HashSet<>(published);
        if (!distinct.equals(expected) || distinct.size() != published.size()) {
            throw new WrongOutputException(run + ": expected " + expected.size() + " alerts, each once; found "
                    + published.size() + ", of which " + distinct.size() + " differ");
        }
    }
}
