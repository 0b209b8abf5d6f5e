package io.tradewatch.ops;

import io.tradewatch.topology.LawCompleteness;
import io.tradewatch.topology.LawSnapshot;
import io.tradewatch.topology.LawState;
import io.tradewatch.topology.ScreeningApplication;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What health is judged by, at one moment.
 *
 * @param state the state of Kafka Streams
 * @param threadsAlive stream threads that are not dead
 * @param measures how many measures count
 * @param lawCompleteness whether the law is enough to screen with
 * @param lawPublished when the newest record of the law was published
 * @param malformed records of the law that were passed over
 * @param registryProblem why the schema registry cannot be used; empty where it can
 * @param lastFailure the last failure of a stream thread; empty where there was none
 */
record Vitals(
        KafkaStreams.State state,
        long threadsAlive,
        int measures,
        LawCompleteness lawCompleteness,
        Optional<Instant> lawPublished,
        int malformed,
        Optional<String> registryProblem,
        String lastFailure) {

    static Vitals of(ScreeningApplication application, Optional<String> registryProblem) {
        LawSnapshot law = application.law();
        LawState lawState = application.lawState();
        return new Vitals(
                application.state(),
                threadsAlive(application.streams()),
                law.index().size(),
                law.completeness(),
                lawState.lastPublished(),
                lawState.malformed().size(),
                registryProblem,
                application.lastFailure());
    }

    static long threadsAlive(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals("DEAD"))
                .count();
    }
}
