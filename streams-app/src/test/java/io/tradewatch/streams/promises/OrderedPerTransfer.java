package io.tradewatch.streams.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of one transfer can be read in their order.
 *
 * <ul>
 *   <li>Legal: alerts of a transfer in one partition; the alerts of one reaction by item, then by measure.
 *   <li>Illegal: alerts of a transfer in two partitions; item 2 before item 1 of the same reaction.
 * </ul>
 */
public final class OrderedPerTransfer implements Promise {
    private static final Comparator<Violation> BY_ITEM_THEN_MEASURE =
            Comparator.comparingInt(Violation::getItemNumber).thenComparing(Violation::getMeasureId);

    private final Map<String, ObservedAlert> lastOfTransfer = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();

    @Override
    public void alertObserved(ObservedAlert alert) {
        ObservedAlert before = lastOfTransfer.put(alert.violation().getTransferId(), alert);
        if (before == null) {
            return;
        }
        if (before.partition() != alert.partition()) {
            breaches.add(alert + " is in partition " + alert.partition() + ", and " + before + " in partition "
                    + before.partition());
        }
        if (before.reaction().equals(alert.reaction())
                && BY_ITEM_THEN_MEASURE.compare(before.violation(), alert.violation()) >= 0) {
            breaches.add(alert + " comes after " + before + " in the same reaction");
        }
    }

    @Override
    public void doAssert() {
        assertThat(breaches)
                .as("the alerts of one transfer can be read in their order")
                .isEmpty();
    }
}
