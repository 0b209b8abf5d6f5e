package io.tradewatch.cli.topics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.codec.text.BoundedJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports topic settings that break a guarantee, with their fixes. */
@Command(
        name = "check",
        description = {
            "Check partitions and settings of the topics, and of those that the application keeps its state in.",
            "Exit code 1 if anything breaks a promise; a warning is none."
        })
final class TopicsCheck implements Callable<Integer> {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = cluster.configuration();
        try (Admin admin = Connections.kafka(configuration)) {
            TopicCheck check = new TopicCheck(
                    admin, TopicSettings.withState(configuration), configuration.get(Keys.BOOTSTRAP_SERVERS));
            List<TopicState> states = check.states();
            List<Deviation> deviations = new ArrayList<>(check.deviations());
            deviations.addAll(check.partitionDeviations(configuration));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(JSON.writeValueAsString(json(states, deviations)));
            } else {
                print(states, deviations, out);
            }
            out.flush();
            return isWell(deviations) ? 0 : 1;
        }
    }

    private static boolean isWell(List<Deviation> deviations) {
        return deviations.stream().noneMatch(Deviation::isBroken);
    }

    private static void print(List<TopicState> states, List<Deviation> deviations, PrintWriter out) {
        for (TopicState state : states) {
            List<Deviation> own = deviations.stream()
                    .filter(one -> one.topic().equals(state.topic()))
                    .toList();
            Lines.print(
                    out,
                    own.isEmpty() ? "ok       " : label(isWell(own)),
                    state.topic() + ": partitions " + state.partitions() + ", copies " + state.replicas());
        }
        for (Deviation deviation : deviations) {
            out.println();
            Lines.print(out, label(!deviation.isBroken()), deviation.topic() + ": " + deviation.message());
            // Backslashes continue the command over several lines in a shell.
            Lines.print(out, "fix      ", deviation.fix().replace(" --", " \\\n    --"));
        }
    }

    private static String label(boolean isWell) {
        return isWell ? "warning  " : "wrong    ";
    }

    private static ObjectNode json(List<TopicState> states, List<Deviation> deviations) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("ok", isWell(deviations));
        for (TopicState state : states) {
            answer.withArray("topics")
                    .addObject()
                    .put("topic", state.topic())
                    .put("partitions", state.partitions())
                    .put("replicas", state.replicas());
        }
        answer.withArray("deviations");
        for (Deviation deviation : deviations) {
            answer.withArray("deviations")
                    .addObject()
                    .put("topic", deviation.topic())
                    .put("message", deviation.message())
                    .put("fix", deviation.fix())
                    .put("broken", deviation.isBroken());
        }
        return answer;
    }
}
