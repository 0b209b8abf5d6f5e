package io.tradewatch.ops.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tradewatch.avro.Transfer;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.TransferJson;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.Screening;
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
 * Screens transfers on demand with the engine and the law of the application. Nothing is published, nothing remembered:
 * the answer is what the transfers alone would open.
 */
final class ScreenEndpoint {
    static final int MAX_TRANSFERS = 100;
    static final int MAX_ITEMS = 1_000;

    private static final int UNPROCESSABLE = 422;
    private static final Pattern FIELD = Pattern.compile("^[A-Za-z][A-Za-z0-9]*(\\[\\d+]|\\.[A-Za-z][A-Za-z0-9]*)*");

    /** A batch of transfers with all that they can say fits. */
    private static final long MAX_BODY_BYTES = 1024 * 1024;

    private final RequestBody body = new RequestBody(MAX_BODY_BYTES);
    private final Supplier<PublishedLaw> law;
    private final LawThen lawThen;

    /**
     * What is answered.
     *
     * @param unusable the keys of records that the ruleset lacks: their measures had no say
     */
    private record Answer(
            String lawVersion,
            long lawPosition,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unusable,
            List<Result> results) {}

    /** @param notes what could not be read of the transfer, and counts as unknown */
    private record Result(String transferId, List<String> notes, List<RawValue> violations) {}

    ScreenEndpoint(Supplier<PublishedLaw> law, LawThen lawThen) {
        this.law = law;
        this.lawThen = lawThen;
    }

    void answer(Context context) throws JsonProcessingException {
        Parameters parameters = Parameters.of(context, "date", "knownAt");
        Optional<LocalDate> date = parameters.date("date");
        Optional<Instant> knownAt = parameters.instant("knownAt");
        List<TransferJson.Read> read = transfers(JsonText.read(body.read(context)));
        List<Transfer> transfers =
                read.stream().map(TransferJson.Read::transfer).toList();
        date.ifPresent(day -> transfers.forEach(transfer -> {
            transfer.setOccurredAt(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            transfer.setOccurredOn(null);
        }));
        List<io.tradewatch.screening.Transfer> screenable = screenable(transfers);
        PublishedLaw now = law.get();
        MeasureIndex index = lawThen.index(now, knownAt);
        Screening screening = new Screening(index, now.maxViolations());
        List<Result> results = new ArrayList<>(transfers.size());
        for (int each = 0; each < transfers.size(); each++) {
            io.tradewatch.screening.Transfer one = screenable.get(each);
            results.add(new Result(
                    one.transferId(),
                    read.get(each).notes(),
                    WouldOpen.of(transfers.get(each), one, screening.screen(one), index)));
        }
        JsonText.answer(context, new Answer(index.lawVersion(), now.position(), now.unusableKeys(), results));
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

    /** Every one must be usable before any is screened: half an answer would be taken for a whole one. */
    private static List<io.tradewatch.screening.Transfer> screenable(List<Transfer> transfers) {
        List<io.tradewatch.screening.Transfer> screenable = new ArrayList<>(transfers.size());
        for (Transfer transfer : transfers) {
            String place = transfers.size() == 1 ? "" : "[" + screenable.size() + "]";
            screenable.add(orProblem(TransferMapping.toScreening(transfer), place));
        }
        return screenable;
    }

    private static <T> T orProblem(Outcome<T> outcome, String place) {
        if (outcome instanceof Outcome.Defective<T> defective) {
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
}
