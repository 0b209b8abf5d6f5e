package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says which violations the generated trade must lead to, in a simple way of its own: the measures stand in a hash map under
 * each of their targets with each of their prefixes, and every beginning of every code is looked up with the destination.
 * Destination and prefix are all that the generated law asks for.
 */
final class ExpectedAlerts {
    private ExpectedAlerts() {}

    /** The ids of the violations of transfers. */
    static Set<String> ids(Stream<Transfer> transfers, List<Measure> law) {
        Map<String, List<String>> banned = banned(law);
        Set<String> ids = new HashSet<>();
        transfers.forEach(transfer -> {
            for (GoodsItem item : transfer.getGoodsItems()) {
                String code = item.getCommodityCode();
                for (int length = 0; length <= code.length(); length++) {
                    String ban = transfer.getCountryOfDestination() + code.substring(0, length);
                    for (String measureId : banned.getOrDefault(ban, List.of())) {
                        ids.add(Violations.id(transfer.getTransferId(), item.getItemNumber(), measureId));
                    }
                }
            }
        });
        return ids;
    }

    /** The ids of the measures, by target country and prefix, one written after the other. */
    private static Map<String, List<String>> banned(List<Measure> law) {
        Map<String, List<String>> banned = new HashMap<>();
        for (Measure measure : law) {
            for (String target : measure.targets()) {
                for (CommodityPrefix prefix : measure.commodities()) {
                    banned.computeIfAbsent(target + prefix.digits(), ban -> new ArrayList<>(1))
                            .add(measure.measureId());
                }
            }
        }
        return banned;
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
