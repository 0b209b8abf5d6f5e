package io.tradewatch.benchmarks;

/** Something that runs, finds violations in the topic of transfers, and publishes them. */
interface Peer extends AutoCloseable {
    /**
     * Waits until it has got the first transfer.
     *
     * @return when that was, in the terms of {@link System#nanoTime}
     */
    long awaitFirst() throws Exception;

    /** Stops. */
    @Override
    void close() throws Exception;

    /** An application of Kafka Streams that reads a topic of transfers. */
    static Peer of(Instance instance, String transfers) {
        return new Peer() {
            @Override
            public long awaitFirst() throws InterruptedException {
                return Stopwatch.awaitFirst(instance.streams(), transfers);
            }

            @Override
            public void close() {
                instance.close();
            }
        };
    }
}
