package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.records.RegistryUnavailableException;
import java.util.Iterator;
import java.util.function.Consumer;

/** A place for the violations of a replay, where they are found all together or not at all. Its text names it. */
public sealed interface Output permits OutputFile, OutputTopic {
    /**
     * Checks, before anything is read, that there is room.
     *
     * @param cluster where topics are
     * @param partitions how many partitions a topic is made with
     * @throws ReplayException when something else is there
     */
    void requireFree(ReplayCluster cluster, int partitions) throws InterruptedException;

    /**
     * Writes violations in the order given; done again for the same plan, it comes to the same.
     *
     * @param cluster where topics are
     * @param plan the run that they are of
     * @param violations what is written
     * @param seen told of each
     * @throws ReplayException when they cannot be written; none of them is
     * @throws RegistryUnavailableException when the registry is needed and does not answer
     */
    void write(ReplayCluster cluster, ReplayPlan plan, Iterator<Violation> violations, Consumer<Violation> seen)
            throws InterruptedException, RegistryUnavailableException;
}
