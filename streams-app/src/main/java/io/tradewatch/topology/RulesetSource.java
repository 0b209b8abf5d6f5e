package io.tradewatch.topology;

/** Where processors read the law; one read gives one consistent law. Implementations are safe for use by threads. */
@FunctionalInterface
public interface RulesetSource {
    /** The newest law that is compiled; it may still be incomplete. */
    CompiledRuleset current();

    /**
     * Whether the topic of measures is known to end below a position that was screened with: its records are gone for
     * good. To be asked while the law is behind that position; returns at once, and false while it is not known.
     */
    default boolean endsBelow(long position) {
        return false;
    }
}
