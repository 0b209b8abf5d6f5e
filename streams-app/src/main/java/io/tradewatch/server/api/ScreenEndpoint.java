package io.tradewatch.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.TransferJson;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Screens transfers on demand with the engine and the law of the application. It publishes and remembers nothing: the answer
 * contains the violations that these transfers alone would open.
 */
final class ScreenEndpoint {
    static final int MAX_TRANSFERS = 100;
    static final int MAX_ITEMS = 1_000;

    private static final int UNPROCESSABLE = 422;
    private static final Pattern FIELD = Pattern.compile("^[A-Za-z][A-Za-z0-9]*(\\[\\d+]|\\.[A-Za-z][A-Za-z0-9]*)*");

    /**
     * Maximum duration of a request. A small one takes less than a millisecond, the largest half a second under the shipped
     * law.
     */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Maximum number of notes of one transfer in an answer. */
    private static final int MAX_NOTES = 100;

    private final Supplier<PublishedLaw> law;
    private final HistoricalRulesets historicalRulesets;

    ScreenEndpoint(Supplier<PublishedLaw> law, HistoricalRulesets historicalRulesets) {
        this.law = law;
        this.historicalRulesets = historicalRulesets;
    }

    void answer(Context context) {
        long begun = System.nanoTime();
        Parameters parameters = Parameters.of(context, "date", "knownAt");
        Optional<LocalDate> date = parameters.date("date");
        Optional<Instant> knownAt = parameters.instant("knownAt");
        List<TransferJson.Read> read = transfers(JsonText.read(RequestBody.json(context)));
        List<Transfer> transfers =
                read.stream().map(TransferJson.Read::transfer).toList();
        date.ifPresent(day -> transfers.forEach(transfer -> {
            transfer.setOccurredAt(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            transfer.setOccurredOn(null);
        }));
        List<io.tradewatch.engine.model.Transfer> screenable = screenable(transfers);
        PublishedLaw now = law.get();
        MeasureIndex index = historicalRulesets.index(now, knownAt);
        Screening screening = new Screening(index, now.maxViolations());
        Answer answer = new Answer()
                .field("lawVersion", index.lawVersion())
                .field("lawPosition", now.position())
                .unusable(now);
        answer.beginObjects("results");
        int room = Answer.MAX_VIOLATIONS;
        for (int each = 0; each < transfers.size(); each++) {
            String place = "results[" + each + "].";
            io.tradewatch.engine.model.Transfer one = screenable.get(each);
            Transfer whole = transfers.get(each);
            answer.beginObject();
            answer.field("transferId", one.transferId());
            Answer.Values notes = answer.values("notes", place + "notes", MAX_NOTES);
            read.get(each).notes().forEach(note -> notes.add(() -> JsonText.plain(note)));
            notes.end();
            Answer.Values violations = answer.values("violations", place + "violations", room);
            requireTime(begun);
            screening.screen(one).forEach(finding -> violations.add(() -> wouldOpen(whole, one, finding, index)));
            room -= violations.end();
            answer.endObject();
        }
        answer.endObjects();
        answer.send(context);
    }

    private static void requireTime(long begun) {
        if (System.nanoTime() - begun > LONGEST.toNanos()) {
            throw new ProblemException(
                    503,
                    "screening these transfers takes longer than " + LONGEST.toSeconds()
                            + " s; send fewer transfers or goods items at once");
        }
    }

    private static List<TransferJson.Read> transfers(JsonNode body) {
        if (!body.isArray()) {
            return List.of(transfer(body, ""));
        }
        if (body.isEmpty() || body.size() > MAX_TRANSFERS) {
            throw new ProblemException(
                    UNPROCESSABLE, "the body has " + body.size() + " transfers, expected 1 to " + MAX_TRANSFERS);
        }
        List<TransferJson.Read> transfers = new ArrayList<>(body.size());
        for (JsonNode each : body) {
            transfers.add(transfer(each, "[" + transfers.size() + "]"));
        }
        return transfers;
    }

    private static TransferJson.Read transfer(JsonNode json, String place) {
        int items = json.path("goodsItems").size();
        if (items > MAX_ITEMS) {
            String detail = "has " + items + " items, expected at most " + MAX_ITEMS;
            throw new ProblemException(
                    UNPROCESSABLE, "goodsItems " + detail, List.of(new Problem.At(join(place, "goodsItems"), detail)));
        }
        return orProblem(TransferJson.read(json), place);
    }

    /**
     * Requires all transfers to be usable before any is screened, so that a partial answer cannot be mistaken for a complete
     * one.
     */
    private static List<io.tradewatch.engine.model.Transfer> screenable(List<Transfer> transfers) {
        List<io.tradewatch.engine.model.Transfer> screenable = new ArrayList<>(transfers.size());
        for (Transfer transfer : transfers) {
            String place = transfers.size() == 1 ? "" : "[" + screenable.size() + "]";
            screenable.add(orProblem(TransferMapping.toScreening(transfer), place));
        }
        return screenable;
    }

    private static <T> T orProblem(DecodeResult<T> outcome, String place) {
        if (outcome instanceof DecodeResult.Defective<T> defective) {
            StructuralDefect defect = defective.defect();
            Matcher field = FIELD.matcher(defect.detail());
            String path = defect.detail().startsWith("the whole") || !field.find() ? "" : field.group();
            throw new ProblemException(
                    UNPROCESSABLE, defect.toString(), List.of(new Problem.At(join(place, path), defect.detail())));
        }
        return outcome.orElseThrow();
    }

    private static String join(String place, String path) {
        return place.isEmpty() || path.isEmpty() ? place + path : place + "." + path;
    }

    /** A finding as the violation that it would open if the transfer arrived now. */
    private static String wouldOpen(
            Transfer transfer, io.tradewatch.engine.model.Transfer screenable, Finding finding, MeasureIndex index) {
        return JsonText.of(ViolationRecords.of(
                transfer,
                finding,
                index.lawVersion(),
                0,
                ViolationStatus.OPEN,
                StatusReason.DETECTED,
                Explanation.of(screenable, finding)));
    }
}
