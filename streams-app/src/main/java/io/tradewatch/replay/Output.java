package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.util.Iterator;
import java.util.function.Consumer;

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

    /**
     * Writes violations in the given order. A repeated call for the same plan has the same result.
     *
     * @param cluster the cluster of a topic
     * @param plan the run that produced them
     * @param violations what is written
     * @param seen receives each violation
     * @throws ReplayException when they cannot be written; none of them is
     * @throws RegistryUnavailableException when the registry is needed and does not answer
     */
    void write(ReplayCluster cluster, ReplayPlan plan, Iterator<Violation> violations, Consumer<Violation> seen)
            throws InterruptedException, RegistryUnavailableException;
}
