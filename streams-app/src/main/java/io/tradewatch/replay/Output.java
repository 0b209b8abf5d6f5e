package io.tradewatch.replay;

/** A destination for the violations of a replay. It receives all of them or none. {@code toString} names it. */
public sealed interface Output permits OutputFile, OutputTopic {
    /**
     * Checks, before anything is read, that the destination is free.
     *
     * @param cluster the cluster of a topic
     * @param partitions number of partitions of a new topic
     * @throws ReplayException when the destination already has content
     */
    void requireFree(ReplayCluster cluster, int partitions) throws InterruptedException;
}
