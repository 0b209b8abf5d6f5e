package io.tradewatch.topology;

/** Where processors read the law; one read gives one consistent law. Implementations are safe for use by threads. */
@FunctionalInterface
public interface LawView {
    /** The newest law that is compiled; it may still be incomplete. */
    LawSnapshot current();
}
