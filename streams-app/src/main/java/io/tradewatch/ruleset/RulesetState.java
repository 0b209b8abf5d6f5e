package io.tradewatch.ruleset;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Operational data of the ruleset, besides its content.
 *
 * @param lastPublished the timestamp of the newest record of the measures topic; empty while there is none
 * @param compileTime the duration of the last compilation
 * @param malformed the records that could not be read, by key, each with its offset and problem
 */
public record RulesetState(Optional<Instant> lastPublished, Duration compileTime, Map<String, Unusable> malformed) {}
