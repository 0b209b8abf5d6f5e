package io.tradewatch.cli.topics;

import io.tradewatch.records.TopicNames;
import io.tradewatch.topology.TransferPartitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Compares the numbers of partitions of topics that belong together. That of dead letters is free: nothing depends on
 * where one stands.
 *
 * @param names the topics that the application reads and writes
 * @param changelogs the topics that its state is kept in
 */
record PartitionCounts(TopicNames names, Collection<String> changelogs) {
    PartitionCounts {
        changelogs = List.copyOf(changelogs);
    }

    /**
     * What does not fit together.
     *
     * @param found how many partitions each topic has; those that are not there are left out, and not compared
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
