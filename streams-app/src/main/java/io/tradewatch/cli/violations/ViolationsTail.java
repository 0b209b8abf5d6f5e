package io.tradewatch.cli.violations;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.TopicReader;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints alerts as a read_committed consumer receives them. */
@Command(
        name = "tail",
        description = {
            "Show alerts as they come, each once, until stopped.",
            "Nothing is consumed: others get them too."
        })
final class ViolationsTail implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--from-beginning", description = "Begin with the oldest that are kept. Default: what comes now.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after N records. Default: go on until stopped.")
    private @Nullable Integer max;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    private int shown;

    @Override
    public Integer call() throws Exception {
        if (max != null && max < 1) {
            throw CliException.wrongUsage("--max is " + max + ", expected 1 or more", "Leave it out to go on.");
        }
        Configuration configuration = cluster.configuration();
        Connections.kafka(configuration).close();
        return Termination.during(0, Grace.atATerminal(), termination -> {
            try (RegistrySchemas schemas = Connections.registry(configuration);
                    TopicReader reader = new TopicReader(
                            configuration.kafka(), configuration.topics().violations())) {
                ViolationDecoder decoder = new ViolationDecoder(schemas);
                if (fromBeginning) {
                    reader.fromBeginning();
                } else {
                    reader.fromNow();
                }
                reader.follow(record -> show(record, decoder, configuration), termination::isRequested);
            }
            return 0;
        });
    }

    private boolean show(ConsumerRecord<byte[], byte[]> record, ViolationDecoder decoder, Configuration configuration) {
        if (record.value() == null) {
            return true;
        }
        try {
            DecodeResult<Violation> outcome = decoder.decode(record.value());
            if (outcome instanceof DecodeResult.Defective<Violation> defective) {
                Lines.print(
                        spec.commandLine().getErr(),
                        "unreadable: ",
                        record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + defective.defect());
                return true;
            }
            show(outcome.orElseThrow(), spec.commandLine().getOut());
            shown++;
            return max == null || shown < max;
        } catch (RegistryUnavailableException e) {
            throw Connections.noRegistry(configuration, e);
        }
    }

    private void show(Violation alert, PrintWriter out) {
        if (json) {
            out.println(AvroJson.write(alert));
            out.flush();
        } else {
            AlertText.print(alert, out);
        }
    }
}
