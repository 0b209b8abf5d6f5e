package io.tradewatch.topology;

import io.tradewatch.records.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What operators want to know of the law beside what it says.
 *
 * @param lastPublished the timestamp of the newest record of the measures topic; empty while there is none
 * @param compileTime how long the last compilation took
 * @param malformed the records that could not be read, by key, each with its offset and problem
 */
public record RulesetState(Optional<Instant> lastPublished, Duration compileTime, Map<String, Unusable> malformed) {}
