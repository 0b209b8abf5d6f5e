package io.tradewatch.cli.deadletters;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.deadletters.RedriveSelection.Verdict;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Redrives dead letters after the cause of their failure is fixed. */
@Command(
        name = "redrive",
        description = {
            "Put dead letters back into the topic of transfers, as they were, none of them twice.",
            "Without options: all. A run that was killed goes on when the same command is given again."
        })
final class DeadLettersRedrive implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only these; may be repeated: ${COMPLETION-CANDIDATES}.")
    private Set<StructuralDefect.Reason> reasons = new HashSet<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only records of this time or later: 2024-02-18, or 2024-02-18T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only records before this time.")
    private @Nullable Instant to;

    @Option(names = "--key", paramLabel = "TRANSFER_ID", description = "Only records with this key; may be repeated.")
    private Set<String> keys = new HashSet<>();

    @Option(names = "--again", description = "Also those that were driven in before and failed again.")
    private boolean again;

    @Option(names = "--dry-run", description = "Only show what would be sent.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        if (from != null && to != null && !from.isBefore(to)) {
            throw CliException.wrongUsage(
                    "the range from " + from + " to " + to + " is empty", "Give --to a time after --from.");
        }
        Configuration configuration = cluster.configuration();
        String deadLetters = configuration.topics().deadLetters();
        String transfers = configuration.topics().transfers();
        PrintWriter out = spec.commandLine().getOut();
        Redrive redrive = new Redrive(configuration.kafka(), deadLetters, transfers);
        try (Admin admin = Connections.kafka(configuration)) {
            TopicDescription letters = Connections.topic(admin, configuration, deadLetters);
            Redrive.Ends ends = () -> ends(admin, letters);
            if (dryRun) {
                redrive.rehearse(selection(), ends, letter -> print(letter, "would send  ", out));
            } else {
                int partitions = Connections.topic(admin, configuration, transfers)
                        .partitions()
                        .size();
                redrive.run(selection(), partitions, ends, letter -> print(letter, "sent  ", out));
            }
        }
        summary(redrive.counts(), spec.commandLine().getErr());
        return 0;
    }

    private RedriveSelection selection() {
        return new RedriveSelection(
                reasons,
                from,
                to,
                keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).collect(Collectors.toSet()),
                again);
    }

    /** The end offsets, including open transactions, because records behind an open transaction may be committed. */
    private static Map<TopicPartition, Long> ends(Admin admin, TopicDescription topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = topic.partitions().stream()
                .collect(Collectors.toMap(
                        info -> new TopicPartition(topic.name(), info.partition()), info -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static void print(DeadLetter letter, String what, PrintWriter out) {
        byte[] key = letter.record().key();
        out.println(what + letter.reason() + "  " + letter.place() + "  "
                + (key == null ? "no key" : "key " + DeadLetter.preview(key)));
        out.flush();
    }

    private void summary(Map<Verdict, Integer> counts, PrintWriter err) {
        counts.putIfAbsent(Verdict.SENT, 0);
        counts.forEach((verdict, count) -> {
            String words = dryRun && verdict == Verdict.SENT ? "to be sent" : verdict.words();
            Lines.print(err, String.format("%-12d", count), words);
        });
        err.flush();
    }
}
