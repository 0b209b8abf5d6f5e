package io.tradewatch.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.engine.explain.ItemTrace;
import io.tradewatch.engine.explain.MeasureTrace;
import io.tradewatch.engine.explain.RuleOutcome;
import io.tradewatch.engine.model.Certainty;
import io.tradewatch.engine.model.Doubt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a transfer, as the API answers it.
 *
 * @param law the law that the trace was made with
 * @param searched the searched part of the topic
 * @param records the records read
 * @param transfer the active record; absent if none is usable
 * @param violations the violations that would be open after its records, each in its last published state
 * @param itemsInAll total number of goods items
 * @param items the items that are shown
 */
record TraceAnswer(
        String transferId,
        String lawVersion,
        PublishedLaw law,
        Searched searched,
        List<Read> records,
        @Nullable Transfer transfer,
        List<Violation> violations,
        int itemsInAll,
        List<Item> items) {

    /** Maximum number of measures of one item that are shown rule by rule; the others are counted. */
    private static final int SHOWN = 200;

    /** A larger transfer is left out, so that the results fit. */
    private static final int MAX_TRANSFER_BYTES = 1 << 20;

    /** Writes the answer, up to the size limit. */
    void send(Context context) {
        Answer answer = new Answer()
                .field("transferId", transferId)
                .field("lawVersion", lawVersion)
                .field("lawPosition", law.position())
                .unusable(law)
                .field("searched", searched)
                .field("records", records);
        if (transfer != null) {
            answer.value("transfer", MAX_TRANSFER_BYTES, JsonText.of(transfer));
        }
        answer.field("itemsInAll", itemsInAll);
        Answer.Values traced = answer.values("items", "items", items.size());
        items.forEach(item -> traced.add(() -> JsonText.plain(item)));
        traced.end();
        answer.records("violations", Answer.MAX_VIOLATIONS, violations.stream());
        answer.send(context);
    }

    /** The searched part of the topic, as in {@link TransferLog.Search}. */
    record Searched(String topic, int partition, long from, long to, boolean complete) {}

    /**
     * A record that was read.
     *
     * @param revision absent if the record is not usable
     * @param why the defect, or the higher revision
     * @param counts whether it is the active record of the transfer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Read(
            int partition,
            long offset,
            String time,
            @Nullable Integer revision,
            @Nullable String status,
            RevisionResolver.Fate fate,
            @Nullable String why,
            boolean counts,
            @Nullable String traceparent) {}

    /**
     * A goods item.
     *
     * @param code how its commodity code was read
     * @param measures the measures that apply, and the measures that list the goods but fail in exactly one rule
     * @param others number of other measures by the first rule that does not hold; measures that apply but exceed the limit
     *     are counted under {@code applies}
     */
    record Item(int itemNumber, String code, List<Measured> measures, Map<String, Integer> others) {
        /** @param only show just this measure, whatever its result; empty: the default selection */
        static Item of(ItemTrace item, Optional<String> only) {
            List<MeasureTrace> wanted = item.measures().stream()
                    .filter(measure ->
                            only.map(measure.measure().measureId()::equals).orElseGet(measure::isTelling))
                    .toList();
            List<MeasureTrace> shown = new ArrayList<>(
                    wanted.stream().filter(MeasureTrace::applies).limit(SHOWN).toList());
            wanted.stream()
                    .filter(measure -> !measure.applies())
                    .limit(SHOWN - shown.size())
                    .forEach(shown::add);
            Set<MeasureTrace> left = new HashSet<>(shown);
            Map<String, Integer> others = new TreeMap<>();
            item.measures().stream()
                    .filter(measure -> !left.contains(measure))
                    .forEach(measure -> others.merge(firstThatFails(measure), 1, Integer::sum));
            return new Item(
                    item.item().itemNumber(),
                    item.code(),
                    shown.stream().map(Measured::of).toList(),
                    others);
        }

        private static String firstThatFails(MeasureTrace measure) {
            OptionalInt rule = measure.firstThatFails();
            return rule.isPresent() ? Integer.toString(rule.getAsInt()) : "applies";
        }
    }

    /** A measure, and the result of each rule. */
    record Measured(
            String measureId,
            int revision,
            String citation,
            String summary,
            boolean applies,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Certainty certainty,

            Set<Doubt> doubts,
            List<RuleOutcome> rules) {
        static Measured of(MeasureTrace trace) {
            Set<Doubt> doubts = trace.applies() ? trace.doubts() : Set.of();
            return new Measured(
                    trace.measure().measureId(),
                    trace.measure().revision(),
                    trace.measure().citation(),
                    trace.measure().summary(),
                    trace.applies(),
                    !trace.applies() ? null : doubts.isEmpty() ? Certainty.CERTAIN : Certainty.POSSIBLE,
                    doubts,
                    trace.rules());
        }
    }
}
