package io.tradewatch.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.doctor.Diagnosis.Verdict;
import io.tradewatch.codec.text.BoundedJson;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks everything that the application depends on, and reports each problem with its fix. */
@Command(
        name = "doctor",
        description = {
            "Check brokers, registry, topics, rights and the law, with the settings of the application.",
            "Nothing is changed. Exit code 1 if anything failed; a warning is none."
        })
public final class Doctor implements Callable<Integer> {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Diagnosis> found = new HealthCheck(cluster.configuration(), Clock.systemUTC()).run(diagnosis -> {
            if (!json) {
                print(diagnosis, out);
            }
        });
        boolean isWell = found.stream().noneMatch(diagnosis -> diagnosis.verdict() == Verdict.FAILED);
        if (json) {
            out.println(JSON.writeValueAsString(json(found, isWell)));
        }
        out.flush();
        return isWell ? 0 : 1;
    }

    private static void print(Diagnosis diagnosis, PrintWriter out) {
        Lines.print(out, String.format("%-11s", name(diagnosis)), diagnosis.check() + ": " + diagnosis.text());
        // Backslashes continue the command over several lines in a shell.
        diagnosis.fix().ifPresent(fix -> Lines.print(out, "  fix      ", fix.replace(" --", " \\\n    --")));
        out.flush();
    }

    private static String name(Diagnosis diagnosis) {
        return diagnosis.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(List<Diagnosis> found, boolean isWell) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("ok", isWell);
        answer.putArray("checks");
        for (Diagnosis diagnosis : found) {
            ObjectNode one = answer.withArray("checks")
                    .addObject()
                    .put("check", diagnosis.check())
                    .put("verdict", name(diagnosis))
                    .put("text", diagnosis.text());
            diagnosis.fix().ifPresent(fix -> one.put("fix", fix));
        }
        return answer;
    }
}
