package io.tradewatch.server;

import io.tradewatch.kafka.SupervisedThreads.Trouble;
import io.tradewatch.kafka.Waits;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.RulesetCompleteness;
import io.tradewatch.ruleset.RulesetState;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.streams.ScreeningApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The input of a health decision, at one moment.
 *
 * @param state the state of Kafka Streams
 * @param threadsAlive stream threads that are not dead
 * @param measures number of active measures
 * @param rulesetCompleteness how far the ruleset can be screened with
 * @param lawObstacle why the ruleset is not used for screening, and what to do; empty when it is used
 * @param unusable the records for which the ruleset is incomplete
 * @param lawPublished when the newest record of the law was published
 * @param waitingFor what threads have waited for longer than readiness tolerates
 * @param registryProblem why the schema registry cannot be used; empty when it can
 * @param lastFailure the last failure of a stream thread; empty when there was none
 * @param inputProblems why transfers are not screened, as the broker reports
 * @param troubles threads other than stream threads that are dead or fail repeatedly
 */
record Vitals(
        KafkaStreams.State state,
        long threadsAlive,
        int measures,
        RulesetCompleteness rulesetCompleteness,
        String lawObstacle,
        List<Unusable> unusable,
        Optional<Instant> lawPublished,
        Set<Waits.For> waitingFor,
        Optional<String> registryProblem,
        String lastFailure,
        List<String> inputProblems,
        List<Trouble> troubles) {
    /** Readiness tolerates shorter waits: a thread waits briefly whenever a task moves to this instance. */
    private static final Duration OVERLOOKED = Duration.ofSeconds(5);

    static Vitals of(ScreeningApplication application, Optional<String> registryProblem) {
        CompiledRuleset law = application.law();
        RulesetState rulesetState = application.rulesetState();
        return new Vitals(
                application.state(),
                threadsAlive(application.streams()),
                law.index().size(),
                law.completeness(),
                law.obstacle(),
                law.unusable(),
                rulesetState.lastPublished(),
                application.waitingFor(OVERLOOKED),
                registryProblem,
                application.lastFailure(),
                application.inputProblems(),
                application.troubles());
    }

    static long threadsAlive(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals("DEAD"))
                .count();
    }
}
