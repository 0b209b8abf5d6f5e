package io.tradewatch.cli.deadletters;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.TopicReader;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the dead letters, with the reason and the origin of each. */
@Command(name = "list", description = "List dead letters: reason, where it was read from, size, and how it begins.")
final class DeadLettersList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--reason", paramLabel = "REASON", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private StructuralDefect.@Nullable Reason reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {"Only records of this time or later.", "Like 2024-02-18, or 2024-02-18T00:00:00Z."})
    private @Nullable Instant since;

    @Option(names = "--max", paramLabel = "N", description = "End after N records. Default: all.")
    private @Nullable Integer max;

    @Option(names = "--json", description = "One JSON object a line, key and value in Base64.")
    private boolean json;

    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private int shown;

    @Override
    public Integer call() {
        if (max != null && max < 1) {
            throw CliException.wrongUsage("--max is " + max + ", expected 1 or more", "Leave it out for all.");
        }
        Configuration configuration = cluster.configuration();
        Connections.kafka(configuration).close();
        try (TopicReader reader =
                new TopicReader(configuration.kafka(), configuration.topics().deadLetters())) {
            if (since == null) {
                reader.fromBeginning();
            } else {
                // A dead letter is never older than its original record.
                reader.from(since);
            }
            reader.readToEnd(this::show);
        }
        Lines.print(
                spec.commandLine().getErr(),
                "dead letters  ",
                counts.isEmpty()
                        ? "none"
                        : counts.toString().replaceAll("[{}]", "").replace("=", " "));
        spec.commandLine().getErr().flush();
        return 0;
    }

    private boolean show(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetter.of(record);
        boolean isAskedFor = (reason == null || reason.name().equals(letter.reason()))
                && (since == null || !letter.time().isBefore(since));
        if (letter.isMarker() || !isAskedFor) {
            return true;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(letter.json());
        } else {
            letter.print(out);
        }
        out.flush();
        counts.merge(letter.reason(), 1, Integer::sum);
        shown++;
        return max == null || shown < max;
    }
}
