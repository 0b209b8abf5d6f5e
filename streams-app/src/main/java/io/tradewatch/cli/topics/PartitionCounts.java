package io.tradewatch.cli.topics;

import io.tradewatch.kafka.TopicNames;
import io.tradewatch.streams.TransferPartitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Compares the numbers of partitions of related topics. The topic of dead letters may have any number, because nothing
 * depends on a dead letter's partition.
 *
 * @param names the topics that the application reads and writes
 * @param changelogs the changelog topics of its state
 */
record PartitionCounts(TopicNames names, Collection<String> changelogs) {
    PartitionCounts {
        changelogs = List.copyOf(changelogs);
    }

    /**
     * The deviations in the numbers of partitions.
     *
     * @param found the number of partitions of each existing topic; missing topics are not compared
     */
    List<Deviation> deviations(Map<String, Integer> found) {
        Integer transfers = found.get(names.transfers());
        if (transfers == null) {
            return List.of();
        }
        List<Deviation> deviations = new ArrayList<>();
        changelogs.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(count -> !count.equals(transfers))
                .findFirst()
                .ifPresent(count -> deviations.add(added(count, transfers)));
        Integer violations = found.get(names.violations());
        if (violations != null && !violations.equals(transfers)) {
            deviations.add(Deviation.doubtful(
                    names.violations(),
                    "has " + violations + " partitions, and " + names.transfers() + " has " + transfers
                            + ": if it did not have that number from the start, states of one violation stand in two"
                            + " partitions, out of order, and compaction keeps both",
                    "Nothing, if it always had " + violations + " partitions. Otherwise make a new topic as"
                            + " docs/operations.md says under 'More partitions'."));
        }
        return deviations;
    }

    private Deviation added(int expected, int transfers) {
        String prefix = "topic " + names.transfers() + " ";
        return Deviation.broken(
                names.transfers(),
                TransferPartitions.finding(names.transfers(), expected, transfers)
                        .substring(prefix.length()),
                TransferPartitions.remedy(names.transfers()) + " (docs/operations.md, 'More partitions').");
    }
}
