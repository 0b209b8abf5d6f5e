package io.tradewatch.cli.measures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.ExpectedList;
import io.tradewatch.ruleset.files.ExpectedList.Shortfall;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.review.Coverage;
import io.tradewatch.ruleset.review.ListCoverage;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a coverage as JSON: {@code {lists, others, gaps}}. */
final class CoverageJson {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    private CoverageJson() {}

    static String write(Coverage coverage) throws JsonProcessingException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode lists = answer.putArray("lists");
        coverage.lists().forEach(list -> put(list, lists.addObject()));
        ArrayNode others = answer.putArray("others");
        coverage.others()
                .forEach(other -> put(other.counts(), others.addObject().put("instrument", other.instrument())));
        ArrayNode gaps = answer.putArray("gaps");
        coverage.gaps().forEach(gap -> put(gap, gaps.addObject()));
        return JSON.writeValueAsString(answer);
    }

    private static void put(ListCoverage list, ObjectNode answer) {
        ExpectedList expected = list.expected();
        answer.put("instrument", expected.instrument())
                .put("provision", expected.provision())
                .put("flow", expected.flow().name())
                .put("expected", expected.lines())
                .put("here", list.here())
                .put("readOf", expected.day().toString())
                .put("source", expected.source())
                .put("notExpressibleLines", expected.linesNotExpressible())
                .put("notShippedLines", expected.linesNotShipped())
                .put("unexplained", list.unexplained())
                .put("shippedOn", list.day().toString());
        put(list.shipped(), answer);
        put(list.absent(), answer.putArray("absent"));
        put(list.inPart(), answer.putArray("inPart"));
        put(list.isBeforeTheList() ? list.notInForce() : List.of(), answer.putArray("notYetInForce"));
        put(list.isBeforeTheList() ? List.of() : list.notInForce(), answer.putArray("noLongerInForce"));
        put(list.beyond(), answer.putArray("beyond"));
        putReasons(expected.notExpressible(), answer.putArray("notExpressible"));
        putReasons(expected.notShipped(), answer.putArray("notShipped"));
        answer.put("note", expected.note());
    }

    private static void put(List<CommodityPrefix> codes, ArrayNode answer) {
        codes.forEach(code -> answer.add(code.written()));
    }

    private static void putReasons(List<Shortfall> shortfalls, ArrayNode answer) {
        shortfalls.forEach(shortfall -> answer.addObject()
                .put("lines", shortfall.lines())
                .put("what", shortfall.what())
                .put("why", shortfall.why()));
    }

    private static void put(MeasureCounts counts, ObjectNode answer) {
        answer.put("measures", counts.measures()).put("codes", counts.lines()).put("textAsOf", text(counts.textAsOf()));
        answer.putObject("read")
                .put("both", counts.bothRead())
                .put("content", counts.contentRead())
                .put("provision", counts.provisionRead())
                .put("neither", counts.neitherRead())
                .put("notSaid", counts.notSaid());
    }

    private static void put(CoverageGap gap, ObjectNode answer) {
        answer.put("authority", gap.authority())
                .put("what", gap.what())
                .put("kind", gap.kind().name())
                .put("why", gap.why())
                .put("since", text(gap.since()))
                .put("noticed", gap.noticed().toString());
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
