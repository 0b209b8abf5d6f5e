package io.tradewatch.cli.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The time limit for a command's shutdown. Closing may wait for servers that never answer, each with its own timeout; this
 * limit bounds their sum.
 *
 * @param first the minimum limit; above zero
 * @param most the limit if waiting is worthwhile after that; at least {@code first}
 * @param isWorthWaiting called once after {@code first}, by the thread that waits; returns soon, and does not throw
 */
public record Grace(Duration first, Duration most, BooleanSupplier isWorthWaiting) {
    /** For Ctrl-C: a command must not block a terminal for longer than 10 s. */
    private static final Duration AT_A_TERMINAL = Duration.ofSeconds(9);

    /** The maximum time for Streams to commit and to leave its group, plus a margin. */
    private static final Duration WITH_BROKERS = Duration.ofSeconds(30);

    private static final Duration BEFORE_BROKERS_ARE_ASKED = Duration.ofSeconds(6);

    public Grace {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "first is " + first + " and most is " + most + ", expected 0 < first <= most");
        }
    }

    /** Nine seconds, in any case. */
    public static Grace atATerminal() {
        return new Grace(AT_A_TERMINAL, AT_A_TERMINAL, () -> false);
    }

    /**
     * Thirty seconds while brokers answer. Without them nothing can be committed, so waiting is useless.
     *
     * @param doBrokersAnswer called after 6 s; returns within 3 s
     */
    public static Grace whileBrokersAnswer(BooleanSupplier doBrokersAnswer) {
        return new Grace(BEFORE_BROKERS_ARE_ASKED, WITH_BROKERS, doBrokersAnswer);
    }
}
