package io.tradewatch.ruleset;

/**
 * The source of the ruleset for processors; one read returns one consistent ruleset. Implementations are safe for use
 * by several threads.
 */
@FunctionalInterface
public interface RulesetSource {
    /** The newest compiled ruleset; it may still be incomplete. */
    CompiledRuleset current();

    /**
     * Whether the topic of measures is known to end below a position that was screened with, because its records are
     * lost. Call this while the ruleset is behind that position. Returns immediately, and returns false while the end
     * is unknown.
     */
    default boolean endsBelow(long position) {
        return false;
    }
}
