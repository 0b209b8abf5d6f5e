package io.tradewatch.server.api;

import io.javalin.http.Context;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.engine.rules.TransferTracing;
import io.tradewatch.ruleset.Unusable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains a transfer: the records read, and rule by rule why each measure does or does not apply. */
final class TraceEndpoint {
    /**
     * Maximum number of findings over all records of a transfer. Each record is screened again, and its findings are held in
     * memory.
     */
    static final int MAX_FINDINGS = 10_000;

    /** Maximum number of goods items shown; a transfer may have thousands. */
    static final int MAX_ITEMS = 20;

    private final Supplier<PublishedLaw> law;
    private final Supplier<TransferLog> log;
    private final HistoricalRulesets historicalRulesets;

    TraceEndpoint(Supplier<PublishedLaw> law, HistoricalRulesets historicalRulesets, Supplier<TransferLog> log) {
        this.law = law;
        this.historicalRulesets = historicalRulesets;
        this.log = log;
    }

    void answer(Context context) {
        String transferId = context.pathParam("transferId");
        Parameters parameters = Parameters.of(context, "knownAt", "measureId", "item", "partition", "before");
        Optional<Instant> knownAt = parameters.instant("knownAt");
        Optional<String> measureId = parameters.text("measureId");
        OptionalLong item = parameters.number("item", Integer.MIN_VALUE, Integer.MAX_VALUE);
        PublishedLaw now = law.get();
        Law all = now.all().apply(knownAt.orElse(null));
        measureId.ifPresent(id -> requireMeasure(now, all, id));
        TransferLog.Search search = search(transferId, parameters);

        MeasureIndex index = historicalRulesets.index(now, knownAt);
        Screening screening = new Screening(index, now.maxViolations());
        requireFewFindings(search, screening);
        RevisionResolver revisionResolver = RevisionResolver.of(search.records(), index, now.maxViolations());
        Transfer transfer = null;
        List<TraceAnswer.Item> items = List.of();
        int itemsInAll = 0;
        if (revisionResolver.counting().isPresent()) {
            WholeTransfer counting = revisionResolver.counting().get().transfer();
            io.tradewatch.engine.model.Transfer screenable = counting.screened();
            transfer = counting.record();
            itemsInAll = screenable.goodsItems().size();
            List<GoodsItem> chosen = item.isPresent()
                    ? List.of(only(screenable, item.getAsLong()))
                    : foundFirst(screenable, revisionResolver.open());
            items =
                    TransferTracing.trace(all, knownAt.orElse(null), with(chosen, screenable), now.maxViolations())
                            .items()
                            .stream()
                            .map(trace -> TraceAnswer.Item.of(trace, measureId))
                            .toList();
        }
        new TraceAnswer(
                        transferId,
                        index.lawVersion(),
                        now,
                        new TraceAnswer.Searched(
                                search.topic(), search.partition(), search.from(), search.to(), search.isComplete()),
                        records(search, revisionResolver),
                        transfer,
                        transfer == null ? List.of() : revisionResolver.open(),
                        itemsInAll,
                        items)
                .send(context);
    }

    private static void requireFewFindings(TransferLog.Search search, Screening screening) {
        int found = 0;
        for (TransferLog.Logged record : search.records()) {
            found += record.transfer()
                    .found()
                    .flatMap(transfer -> WholeTransfer.of(transfer).found())
                    .map(whole -> screening.screen(whole.screened()).size())
                    .orElse(0);
            if (found > MAX_FINDINGS) {
                throw new ProblemException(
                        422,
                        "more than " + MAX_FINDINGS
                                + " violations are found in what was read of this transfer, up to offset "
                                + record.offset() + "; look at them with tradewatch violations tail");
            }
        }
    }

    private static void requireMeasure(PublishedLaw now, Law all, String id) {
        for (Unusable record : now.unusable()) {
            if (record.subject().equals(id)) {
                throw ProblemException.parameter("measureId", "is '" + id + "', which is unusable: " + record);
            }
        }
        if (all.revisions().stream().noneMatch(known -> known.measureId().equals(id))) {
            throw ProblemException.parameter("measureId", "is '" + id + "', and no such measure was ever published");
        }
    }

    private TransferLog.Search search(String transferId, Parameters parameters) {
        OptionalLong partition = parameters.number("partition", 0, Integer.MAX_VALUE);
        long before = parameters.number("before", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        TransferLog.Search search;
        try {
            search = log.get()
                    .find(
                            transferId,
                            partition.isPresent()
                                    ? OptionalInt.of(Math.toIntExact(partition.getAsLong()))
                                    : OptionalInt.empty(),
                            before);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("partition", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ProblemException(503, String.valueOf(e.getMessage()));
        }
        if (search.records().isEmpty()) {
            throw absent(transferId, search);
        }
        return search;
    }

    private static ProblemException absent(String transferId, TransferLog.Search search) {
        String where = "no record with the key '" + transferId + "' is in partition " + search.partition() + " of "
                + search.topic() + " from offset " + search.from() + " to " + search.to();
        return search.isComplete()
                ? new ProblemException(
                        404,
                        where + ", where Kafka's partitioner puts it; for a producer with another partitioner, set"
                                + " partition=…")
                : new ProblemException(
                        504, where + ", and the time limit ended the search; to continue, set before=" + search.from());
    }

    private static GoodsItem only(io.tradewatch.engine.model.Transfer transfer, long number) {
        return transfer.goodsItems().stream()
                .filter(item -> item.itemNumber() == number)
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.parameter("item", "is " + number + ", and the transfer has no such item"));
    }

    /** Selects the items to show: those with findings first, then others, up to the maximum. */
    private static List<GoodsItem> foundFirst(io.tradewatch.engine.model.Transfer transfer, List<Violation> open) {
        Set<Integer> found = open.stream().map(Violation::getItemNumber).collect(Collectors.toSet());
        return Stream.concat(
                        transfer.goodsItems().stream().filter(item -> found.contains(item.itemNumber())),
                        transfer.goodsItems().stream().filter(item -> !found.contains(item.itemNumber())))
                .limit(MAX_ITEMS)
                .toList();
    }

    /** The same transfer with some of its goods items. */
    private static io.tradewatch.engine.model.Transfer with(
            List<GoodsItem> items, io.tradewatch.engine.model.Transfer transfer) {
        return new io.tradewatch.engine.model.Transfer(
                transfer.transferId(),
                transfer.revision(),
                transfer.status(),
                transfer.occurredAt(),
                transfer.occurredOn(),
                transfer.contractDate(),
                transfer.countryOfDispatch(),
                transfer.countryOfDestination(),
                transfer.consignor(),
                transfer.consignee(),
                transfer.endUser(),
                transfer.itinerary(),
                transfer.transport(),
                items);
    }

    private static List<TraceAnswer.Read> records(TransferLog.Search search, RevisionResolver revisionResolver) {
        List<TraceAnswer.Read> records = new ArrayList<>();
        for (int each = 0; each < search.records().size(); each++) {
            int index = each;
            TransferLog.Logged record = search.records().get(each);
            RevisionResolver.Verdict verdict = revisionResolver.verdicts().get(each);
            Optional<Transfer> transfer = record.transfer().found();
            records.add(new TraceAnswer.Read(
                    search.partition(),
                    record.offset(),
                    record.time().toString(),
                    transfer.map(Transfer::getRevision).orElse(null),
                    transfer.map(known -> known.getStatus().name()).orElse(null),
                    verdict.fate(),
                    verdict.why().map(Problems::cut).orElse(null),
                    revisionResolver.counting().stream().anyMatch(counting -> counting.index() == index),
                    record.traceparent().map(Problems::cut).orElse(null)));
        }
        return records;
    }
}
