package io.tradewatch.benchmarks;

/** One question about the whole application, with the run that answers it. */
interface Benchmark {
    /** The name that it is asked for by. */
    String name();

    /** The question. */
    String title();

    /**
     * Runs it.
     *
     * @throws WrongOutputException when what came out is not what the reference says
     * @throws Exception when Kafka or the file system fails
     */
    Report run(Workshop workshop) throws Exception;
}
