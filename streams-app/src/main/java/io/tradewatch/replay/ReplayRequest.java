package io.tradewatch.replay;

import io.tradewatch.kafka.TopicNames;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a replay.
 *
 * @param topics the topics' names
 * @param range the time in which transfers must have moved
 * @param knownAt only revisions of measures recorded at or before this instant count; null means all
 * @param law a short name of the ruleset; drafts with other content have another name
 * @param against the topic whose open violations are compared; null means none
 * @param maxViolations how many violations of one transfer are reported one by one; as of
 *     {@link io.tradewatch.engine.rules.Screening}
 * @param output the destination of the violations; null means that the caller shows them
 */
public record ReplayRequest(
        TopicNames topics,
        ReplayRange range,
        @Nullable Instant knownAt,
        String law,
        @Nullable String against,
        int maxViolations,
        @Nullable Output output) {

    /** The request as one text. */
    String arguments() {
        return "transfers " + topics.transfers() + ", measures " + topics.measures() + ", " + range + ", known at "
                + (knownAt == null ? "any time" : knownAt) + ", law " + law + ", against "
                + (against == null ? "nothing" : against) + ", at most " + maxViolations
                + " violations of a transfer, output "
                + (output == null ? "nowhere" : output);
    }
}
