package io.tradewatch.cli.measures;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.cli.Lines;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.ruleset.publish.RulesetDifference;
import java.io.PrintWriter;

/** Prints the differences between files and topic, one key per line: {@code +} is new, {@code ~} has other content. */
final class DifferenceReport {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    private DifferenceReport() {}

    static void print(RulesetDifference difference, PrintWriter out) {
        difference.tables().forEach(table -> out.println("+ " + table.key()));
        difference.added().forEach(measure -> out.println("+ " + new RulesetRecord.Revision(measure).key()));
        for (RulesetDifference.Conflict conflict : difference.conflicting()) {
            out.println("~ " + conflict.key());
            Lines.print(out, "    ", "differs in " + String.join(", ", conflict.fields()));
        }
    }

    static ObjectNode json(RulesetDifference difference) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode added = answer.putArray("added");
        difference.tables().forEach(table -> added.add(table.key()));
        difference.added().forEach(measure -> added.add(new RulesetRecord.Revision(measure).key()));
        ArrayNode conflicting = answer.putArray("conflicting");
        for (RulesetDifference.Conflict conflict : difference.conflicting()) {
            ArrayNode fields =
                    conflicting.addObject().put("key", conflict.key()).putArray("fields");
            conflict.fields().forEach(fields::add);
        }
        ArrayNode onlyOnTopic = answer.putArray("onlyOnTopic");
        difference.onlyOnTopic().forEach(onlyOnTopic::add);
        return answer.put("unchanged", difference.unchanged());
    }
}
