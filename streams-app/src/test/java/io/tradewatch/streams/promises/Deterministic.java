package io.tradewatch.streams.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The same input in the same order gives the same alerts, byte for byte, in the same order.
 *
 * <p>Watch one run, call {@link #again}, watch the other.
 */
public final class Deterministic implements Promise {
    private List<String> first = List.of();
    private List<String> current = new ArrayList<>();

    /** The second run begins. */
    public void again() {
        first = current;
        current = new ArrayList<>();
    }

    @Override
    public void alertObserved(ObservedAlert alert) {
        current.add(alert + " " + HexFormat.of().formatHex(alert.value()));
    }

    @Override
    public void doAssert() {
        assertThat(current)
                .as("the same input in the same order gives the same alerts")
                .isEqualTo(first);
    }
}
