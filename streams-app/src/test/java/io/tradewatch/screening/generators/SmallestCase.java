package io.tradewatch.screening.generators;

import io.tradewatch.screening.CommodityPrefix;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.Party;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.Stop;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing case small enough to read: takes away measures, items, table rows and facts, one at a time, as long as
 * it still fails.
 */
public final class SmallestCase {
    private static final int LONG_TEXT = 24;

    private SmallestCase() {}

    /**
     * A case that still fails and of which nothing can be taken away.
     *
     * @param failing a case that fails
     * @param fails whether a case fails
     */
    public static ScreeningCase of(ScreeningCase failing, Predicate<ScreeningCase> fails) {
        ScreeningCase smallest = failing;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (ScreeningCase candidate : candidates(smallest)) {
                if (fails.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<ScreeningCase> candidates(ScreeningCase from) {
        PublishedLaw published = from.published();
        List<ScreeningCase> candidates = new ArrayList<>();
        for (List<Measure> fewer : withoutOne(published.revisions())) {
            candidates.add(with(from, new PublishedLaw(fewer, published.tables())));
        }
        for (Transfer smaller : smaller(from.transfer())) {
            candidates.add(new ScreeningCase(published, from.knownAt(), smaller));
        }
        if (from.knownAt() != null) {
            candidates.add(new ScreeningCase(published, null, from.transfer()));
        }
        for (int i = 0; i < published.revisions().size(); i++) {
            for (Measure smaller : smaller(published.revisions().get(i))) {
                candidates.add(
                        with(from, new PublishedLaw(replaced(published.revisions(), i, smaller), published.tables())));
            }
        }
        for (List<ReferenceTable> fewer : withoutOne(published.tables())) {
            candidates.add(with(from, new PublishedLaw(published.revisions(), fewer)));
        }
        for (int i = 0; i < published.tables().size(); i++) {
            ReferenceTable table = published.tables().get(i);
            for (List<List<String>> fewer : withoutOne(table.rows())) {
                ReferenceTable smaller = new ReferenceTable(table.name(), table.columns(), fewer);
                candidates.add(
                        with(from, new PublishedLaw(published.revisions(), replaced(published.tables(), i, smaller))));
            }
        }
        return candidates;
    }

    private static ScreeningCase with(ScreeningCase from, PublishedLaw published) {
        return new ScreeningCase(published, from.knownAt(), from.transfer());
    }

    private static List<Transfer> smaller(Transfer from) {
        List<Transfer> all = new ArrayList<>();
        change(all, from, draft -> draft.occurredOn = null);
        change(all, from, draft -> draft.contractDate = null);
        change(all, from, draft -> draft.dispatch = null);
        change(all, from, draft -> draft.destination = null);
        change(all, from, draft -> draft.consignor = null);
        change(all, from, draft -> draft.consignee = null);
        change(all, from, draft -> draft.endUser = null);
        change(all, from, draft -> draft.transport = null);
        shorter(from.countryOfDispatch()).forEach(text -> change(all, from, draft -> draft.dispatch = text));
        shorter(from.countryOfDestination()).forEach(text -> change(all, from, draft -> draft.destination = text));
        shorter(from.consignor()).forEach(party -> change(all, from, draft -> draft.consignor = party));
        shorter(from.consignee()).forEach(party -> change(all, from, draft -> draft.consignee = party));
        shorter(from.endUser()).forEach(party -> change(all, from, draft -> draft.endUser = party));
        if (from.transport() != null) {
            shorter(from.transport().flag())
                    .forEach(flag -> change(all, from, draft -> draft.transport = new Transport(null, flag)));
        }
        for (int i = 0; i < from.itinerary().size(); i++) {
            int index = i;
            for (Stop smaller : smaller(from.itinerary().get(i))) {
                change(all, from, draft -> draft.itinerary = replaced(from.itinerary(), index, smaller));
            }
        }
        withoutOne(from.itinerary()).forEach(fewer -> change(all, from, draft -> draft.itinerary = fewer));
        if (from.goodsItems().size() > 1) {
            withoutOne(from.goodsItems()).forEach(fewer -> change(all, from, draft -> draft.items = fewer));
        }
        for (int i = 0; i < from.goodsItems().size(); i++) {
            int index = i;
            for (GoodsItem smaller : smaller(from.goodsItems().get(i))) {
                change(all, from, draft -> draft.items = replaced(from.goodsItems(), index, smaller));
            }
        }
        return all;
    }

    private static List<Party> shorter(@Nullable Party from) {
        return from == null
                ? List.of()
                : shorter(from.country()).stream()
                        .map(country -> new Party(null, country))
                        .toList();
    }

    private static List<Stop> smaller(Stop from) {
        List<Stop> all = new ArrayList<>();
        if (from.country() != null) {
            all.add(new Stop(null, from.location()));
        }
        if (from.location() != null) {
            all.add(new Stop(from.country(), null));
        }
        shorter(from.country()).forEach(country -> all.add(new Stop(country, from.location())));
        shorter(from.location()).forEach(location -> all.add(new Stop(from.country(), location)));
        return all;
    }

    /** A text without one of its characters; of a long one, either half. */
    private static List<String> shorter(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        if (text.length() > LONG_TEXT) {
            return List.of(text.substring(0, text.length() / 2), text.substring(text.length() / 2));
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            all.add(text.substring(0, i) + text.substring(i + 1));
        }
        return all;
    }

    private static void change(List<Transfer> all, Transfer from, Consumer<TransferDraft> change) {
        TransferDraft draft = TransferDraft.like(from);
        change.accept(draft);
        Transfer changed = draft.build();
        if (!changed.equals(from)) {
            all.add(changed);
        }
    }

    private static List<GoodsItem> smaller(GoodsItem from) {
        List<GoodsItem> all = new ArrayList<>();
        List<Consumer<ItemDraft>> changes = new ArrayList<>(List.of(
                draft -> draft.commodityCode = null,
                draft -> draft.tariff = null,
                draft -> draft.hsEdition = null,
                draft -> draft.countryOfOrigin = null,
                draft -> draft.quantity = null,
                draft -> draft.unit = null,
                draft -> draft.netMassKg = null,
                draft -> draft.value = null));
        shorter(from.commodityCode()).forEach(code -> changes.add(draft -> draft.commodityCode = code));
        shorter(from.countryOfOrigin()).forEach(origin -> changes.add(draft -> draft.countryOfOrigin = origin));
        for (Consumer<ItemDraft> change : changes) {
            ItemDraft draft = ItemDraft.like(from);
            change.accept(draft);
            GoodsItem changed = draft.build();
            if (!changed.equals(from)) {
                all.add(changed);
            }
        }
        return all;
    }

    private static List<Measure> smaller(Measure from) {
        List<Consumer<MeasureDraft>> changes = new ArrayList<>(List.of(
                draft -> draft.effectiveTo = null,
                draft -> draft.windDown = null,
                draft -> draft.boundBy = List.of(),
                draft -> draft.tariff = null,
                draft -> draft.unitValueOver = null,
                draft -> draft.condition = null,
                draft -> draft.commodities = List.of(CommodityPrefix.ANY)));
        withoutOne(from.exceptCommodities()).forEach(fewer -> changes.add(draft -> draft.exceptCommodities = fewer));
        withoutOne(from.roles()).forEach(fewer -> changes.add(draft -> draft.roles = fewer));
        if (from.commodities().size() > 1) {
            withoutOne(from.commodities()).forEach(fewer -> changes.add(draft -> draft.commodities = fewer));
        }
        if (from.targets().size() > 1) {
            withoutOne(from.targets()).forEach(fewer -> changes.add(draft -> draft.targets = fewer));
        }
        List<Measure> all = new ArrayList<>();
        for (Consumer<MeasureDraft> change : changes) {
            MeasureDraft draft = MeasureDraft.like(from);
            change.accept(draft);
            Measure changed = draft.build();
            if (!changed.equals(from)) {
                all.add(changed);
            }
        }
        return all;
    }

    private static <T> List<List<T>> withoutOne(List<T> all) {
        List<List<T>> shorter = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<T> copy = new ArrayList<>(all);
            copy.remove(i);
            shorter.add(List.copyOf(copy));
        }
        return shorter;
    }

    private static <T> List<T> replaced(List<T> all, int index, T by) {
        List<T> copy = new ArrayList<>(all);
        copy.set(index, by);
        return List.copyOf(copy);
    }
}
