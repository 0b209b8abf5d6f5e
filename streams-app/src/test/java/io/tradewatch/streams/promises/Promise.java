package io.tradewatch.streams.promises;

/**
 * One promise of the product. Told what went in and what came out, in the order of offsets within each partition, it
 * says in the end whether it was kept.
 */
public interface Promise {
    /** A record was written to the topic of transfers. */
    default void transferProduced(ProducedTransfer transfer) {}

    /** A record was written to the topic of measures. */
    default void measureProduced(ProducedLaw law) {}

    /** A committed record was read from the topic of violations. */
    default void alertObserved(ObservedAlert alert) {}

    /** A committed record was read from the topic of dead letters. */
    default void deadLetterObserved(ObservedDeadLetter letter) {}

    /**
     * The group has committed how far it has come with a partition of transfers.
     *
     * @param partition the partition
     * @param nextOffset the committed offset
     */
    default void progressObserved(int partition, long nextOffset) {}

    /**
     * To be called when all input was processed and nothing more is going to come out.
     *
     * @throws AssertionError when the promise was broken; the message names what broke it
     */
    void doAssert();
}
