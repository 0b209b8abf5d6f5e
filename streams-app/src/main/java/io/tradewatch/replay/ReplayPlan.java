package io.tradewatch.replay;

import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.kafka.OffsetRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a run, fixed before it begins. Later publications, interruptions and resumptions do not change its result.
 *
 * @param id identifies the run
 * @param arguments the request as one text; a plan is resumed only for the same text
 * @param createdAt when the plan was made, by the clock
 * @param software identifies rules and contracts; another version of Tradewatch cannot resume the plan
 * @param from begin of the range, inclusive; null means from the beginning
 * @param to end of the range, exclusive; null means to the end
 * @param knownAt only revisions of measures recorded at or before this instant count; null means all
 * @param transfers the topic of transfers
 * @param transfersId the id of that topic: another id means that the topic was recreated
 * @param bounds the offsets to read, by partition of transfers
 * @param violations the topic to compare with; null means none
 * @param violationsEnds by partition of that topic, the first offset that is not read; empty when there is none
 * @param notes limitations of the topic of transfers that a reader of the result must know
 */
public record ReplayPlan(
        String id,
        String arguments,
        Instant createdAt,
        String software,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant knownAt,
        String transfers,
        String transfersId,
        SortedMap<Integer, OffsetRange> bounds,
        @Nullable String violations,
        SortedMap<Integer, Long> violationsEnds,
        List<String> notes) {
    public ReplayPlan {
        bounds = new TreeMap<>(bounds);
        violationsEnds = new TreeMap<>(violationsEnds);
        notes = List.copyOf(notes);
    }

    /** The version of rules and contracts in this program. */
    static String softwareOfThisProcess() {
        String contracts = Contracts.TRANSFER.toString() + Contracts.VIOLATION;
        UUID hash = UUID.nameUUIDFromBytes(contracts.getBytes(StandardCharsets.UTF_8));
        return "rules " + ReferenceTables.RULES_VERSION + ", contracts " + hash;
    }

    /** The range as one value. */
    public ReplayRange range() {
        return new ReplayRange(from, to);
    }

    /** Number of offsets to read; a few of them may have no record. */
    public long offsets() {
        return bounds.values().stream()
                .mapToLong(bound -> bound.end() - bound.begin())
                .sum();
    }
}
