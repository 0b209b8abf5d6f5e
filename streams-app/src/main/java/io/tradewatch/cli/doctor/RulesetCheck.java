package io.tradewatch.cli.doctor;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.ruleset.Ruleset;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.ruleset.publish.MeasuresTopicReader;
import io.tradewatch.ruleset.publish.PublishedLaw;
import io.tradewatch.ruleset.publish.PublishingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks whether the ruleset is complete enough to screen with, and how old it is, by the criteria of health and the alert
 * rules.
 */
record RulesetCheck(Configuration configuration, Admin admin, Optional<RegistrySchemas> registry, Clock clock)
        implements Check {
    /** The threshold of the rule TradewatchMeasuresStale. */
    static final Duration STALE = Duration.ofDays(90);

    private static final String CHECK = "law";
    private static final String PUBLISH = "tradewatch measures publish";
    private static final int API_TIMEOUT_MS = 5_000;

    @Override
    public List<Diagnosis> run() throws ExecutionException, InterruptedException, RegistryUnavailableException {
        if (registry.isEmpty()) {
            return List.of(Diagnosis.unchecked(CHECK, "the registry gives no answer"));
        }
        PublishedLaw published;
        try {
            published = published(registry.get());
        } catch (PublishingException e) {
            return List.of(Diagnosis.failed(CHECK, String.valueOf(e.getMessage()), e.fix()));
        }
        Ruleset ruleset = published.ruleset(null);
        List<Diagnosis> found = new ArrayList<>();
        found.addAll(judge(ruleset));
        if (ruleset.canScreen()) {
            found.add(age(MeasureIndex.compile(ruleset.law(), null).size()));
        }
        return found;
    }

    /** Checks whether the ruleset is complete. */
    static List<Diagnosis> judge(Ruleset ruleset) {
        List<Diagnosis> found = new ArrayList<>();
        ruleset.obstacle()
                .ifPresent(obstacle -> found.add(Diagnosis.failed(CHECK, "nothing is screened: " + obstacle, PUBLISH)));
        if (!ruleset.unusable().isEmpty()) {
            found.add(Diagnosis.failed(
                    CHECK,
                    "the ruleset is incomplete, it lacks " + ruleset.unusable().size() + " records: "
                            + Unusable.keys(ruleset.unusable()) + "; the first is "
                            + ruleset.unusable().get(0),
                    "Publish them again, or a higher revision: " + PUBLISH));
        }
        return found;
    }

    private PublishedLaw published(RegistrySchemas schemas) throws RegistryUnavailableException {
        Map<String, Object> kafka = configuration.kafka();
        kafka.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        return new MeasuresTopicReader(kafka, schemas, configuration.topics().measures()).read();
    }

    private Diagnosis age(int measures) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(configuration.topics().measures(), 0);
        long newest = admin.listOffsets(Map.of(partition, OffsetSpec.maxTimestamp()))
                .partitionResult(partition)
                .get()
                .timestamp();
        return judge(measures, Instant.ofEpochMilli(newest), configuration.get(Keys.MAX_LAW_AGE), clock.instant());
    }

    /**
     * Checks the age of the law.
     *
     * @param measures number of active measures
     * @param newest when the newest record was published
     * @param maxAge the maximum age by {@code http.max-law-age}; zero: any age
     */
    static Diagnosis judge(int measures, Instant newest, Duration maxAge, Instant now) {
        Duration age = Duration.between(newest, now);
        String what = measures + " measures count, the newest record is of " + newest;
        String fix =
                "See whether whoever publishes measures still runs, and against this topic: tradewatch measures diff";
        if (!maxAge.isZero() && age.compareTo(maxAge) > 0) {
            return Diagnosis.failed(CHECK, what + ", older than http.max-law-age allows", fix);
        }
        if (age.compareTo(STALE) > 0) {
            return Diagnosis.warning(CHECK, what + ", more than " + STALE.toDays() + " days ago", fix);
        }
        return Diagnosis.ok(CHECK, what);
    }
}
