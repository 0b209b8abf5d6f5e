package io.tradewatch.replay;

import io.tradewatch.records.TopicNames;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a replay.
 *
 * @param topics the topics' names
 * @param range the time in which transfers must have moved
 * @param knownAt only revisions of measures recorded at or before this instant count; null means all
 * @param law names the law in a few words; drafts with other content are named otherwise
 * @param against the topic whose open violations are compared; null means none
 * @param maxViolations how many violations of one transfer are reported one by one; as of {@link
 *     io.tradewatch.engine.rules.Screening}
 * @param output where the violations go; null means that the caller shows them
 */
public record ReplayRequest(
        TopicNames topics,
        ReplayRange range,
        @Nullable Instant knownAt,
        String law,
        @Nullable String against,
        int maxViolations,
        @Nullable Output output) {

    /** All of it as one text. */
    String arguments() {
        return "transfers " + topics.transfers() + ", measures " + topics.measures() + ", " + range + ", known at "
                + (knownAt == null ? "any time" : knownAt) + ", law " + law + ", against "
                + (against == null ? "nothing" : against) + ", at most " + maxViolations
                + " violations of a transfer, output "
                + (output == null ? "nowhere" : output);
    }
}
