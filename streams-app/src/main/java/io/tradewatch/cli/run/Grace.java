package io.tradewatch.cli.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a command may take to tidy up once it is to end. What it closes may wait for servers that never answer, each
 * with a time-out of its own; their sum is bounded here.
 *
 * @param first so long in any case; above zero
 * @param most so long where it is worth waiting after that; at least {@code first}
 * @param isWorthWaiting asked once after {@code first}, by the thread that waits; returns soon, and does not throw
 */
public record Grace(Duration first, Duration most, BooleanSupplier isWorthWaiting) {
    /** For whoever pressed Ctrl-C: nothing may keep a terminal busy for longer than 10 s. */
    private static final Duration AT_A_TERMINAL = Duration.ofSeconds(9);

    /** What Streams takes at most to commit and to leave its group, and some more. */
    private static final Duration WITH_BROKERS = Duration.ofSeconds(30);

    private static final Duration BEFORE_BROKERS_ARE_ASKED = Duration.ofSeconds(6);

    public Grace {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "first is " + first + " and most is " + most + ", expected 0 < first <= most");
        }
    }

    /** Nine seconds, whatever there is to tidy up. */
    public static Grace atATerminal() {
        return new Grace(AT_A_TERMINAL, AT_A_TERMINAL, () -> false);
    }

    /**
     * Thirty seconds as long as brokers answer; without them nothing can be committed, and waiting changes nothing.
     *
     * @param doBrokersAnswer asked after 6 s; answers within 3 s
     */
    public static Grace whileBrokersAnswer(BooleanSupplier doBrokersAnswer) {
        return new Grace(BEFORE_BROKERS_ARE_ASKED, WITH_BROKERS, doBrokersAnswer);
    }
}
