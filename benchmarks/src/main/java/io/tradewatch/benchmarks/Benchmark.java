package io.tradewatch.benchmarks;

import java.util.Optional;

/** One question about the whole application, with the run that answers it. */
interface Benchmark {
    /** The name that it is asked for by. */
    String name();

    /** The question. */
    String title();

    /** What it cannot do without and was not given, with what fixes that; empty where it can run. */
    default Optional<String> lack(Workshop workshop) {
        return Optional.empty();
    }

    /**
     * Runs it.
     *
     * @throws WrongOutputException when what came out is not what the reference says
     * @throws Exception when Kafka or the file system fails
     */
    Report run(Workshop workshop) throws Exception;
}
