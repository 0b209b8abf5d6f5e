package io.tradewatch.cli.report;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Stop;
import io.tradewatch.avro.Transport;
import io.tradewatch.avro.Violation;
import io.tradewatch.replay.Difference;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the alerts of the page, transfer by transfer. */
final class HtmlAlerts {
    private final HtmlWriter page;

    HtmlAlerts(HtmlWriter page) {
        this.page = page;
    }

    void write(Iterable<ReportedViolation> violations) throws IOException {
        String transfer = null;
        for (ReportedViolation each : violations) {
            Violation violation = each.violation();
            if (!violation.getTransferId().equals(transfer)) {
                page.markup(transfer == null ? "" : "</article>\n");
                transfer = violation.getTransferId();
                page.markup("<article>\n");
                writeTransfer(violation);
            }
            write(violation, each.difference());
        }
        page.markup(transfer == null ? "<p>None.</p>\n" : "</article>\n");
    }

    private void writeTransfer(Violation violation) throws IOException {
        page.markup("<h3>Transfer ")
                .element("span", "id", violation.getTransferId())
                .markup("</h3>\n<dl class=\"transfer\">\n");
        page.fact("Moved on", ViolationFacts.day(violation).toString());
        page.fact("Route", route(violation));
        page.fact("Consignor", ViolationFacts.party(violation.getConsignor()));
        page.fact("Consignee", ViolationFacts.party(violation.getConsignee()));
        page.fact("End user", ViolationFacts.party(violation.getEndUser()));
        page.fact("Vessel", vessel(violation.getTransport()));
        page.fact("Contract of", text(violation.getContractDate()));
        page.fact("Reported by", ViolationFacts.source(violation.getSource()));
        page.fact("Revision", String.valueOf(violation.getTransferRevision()));
        page.markup("</dl>\n");
    }

    private static String route(Violation violation) {
        String route = ViolationFacts.country(violation.getCountryOfDispatch()) + " → "
                + ViolationFacts.country(violation.getCountryOfDestination());
        String stops = violation.getItinerary().stream()
                .map(HtmlAlerts::stop)
                .filter(stop -> !stop.isEmpty())
                .collect(Collectors.joining(", "));
        return stops.isEmpty() ? route : route + " (stops: " + stops + ")";
    }

    private static String stop(Stop stop) {
        return stop.getLocation() != null ? stop.getLocation() : stop.getCountry() == null ? "" : stop.getCountry();
    }

    private static @Nullable String vessel(@Nullable Transport transport) {
        return transport == null
                ? null
                : joined(
                        transport.getVesselName(),
                        prefixed("IMO ", transport.getVesselImo()),
                        prefixed("flag ", transport.getFlag()));
    }

    private void write(Violation violation, @Nullable Difference difference) throws IOException {
        String type = violation.getType().name().toLowerCase(Locale.ROOT).replace('_', '-');
        page.markup("<section class=\"alert " + type + "\">\n<h4>");
        if (difference != null) {
            page.element("span", "badge", ViolationFacts.kind(difference.kind()))
                    .markup(" ");
        }
        page.element("span", "badge", ViolationFacts.type(violation)).markup(" ");
        page.text(title(violation)).markup("</h4>\n");
        page.element("p", violation.getExplanation()).markup("\n<div class=\"pair\">\n<dl>\n");
        if (difference != null && !difference.fields().isEmpty()) {
            page.fact("Differs in", String.join(", ", difference.fields()));
        }
        page.fact(
                "Doubts",
                violation.getDoubts().stream().map(ViolationFacts::plain).collect(Collectors.joining(", ")));
        writeGoods(violation);
        page.fact("Matched", ViolationFacts.roles(violation.getMatches()));
        page.fact("Binds through", ViolationFacts.roles(violation.getJurisdiction()));
        page.fact("Cannot be read", ViolationFacts.unreadable(violation));
        page.markup("</dl>\n<dl>\n");
        writeLaw(violation);
        page.markup("</dl>\n</div>\n<dl>\n");
        writeTexts(violation);
        page.markup("</dl>\n</section>\n");
    }

    private static String title(Violation violation) {
        String item = violation.getItemNumber() == 0 ? "" : "Item " + violation.getItemNumber() + ": ";
        return item
                + (violation.getInstrument() == null
                        ? "not screened in full"
                        : violation.getInstrument() + " " + violation.getProvision());
    }

    private void writeGoods(Violation violation) throws IOException {
        GoodsItem item = violation.getGoodsItem();
        if (item == null) {
            return;
        }
        page.fact("Goods", joined(prefixed("code ", item.getCommodityCode()), item.getDescription()));
        page.fact(
                "Amount",
                joined(
                        amount(item.getQuantity(), item.getUnit() == null ? "" : " (unit " + item.getUnit() + ")"),
                        amount(item.getNetMassKg(), " kg"),
                        item.getValue() == null
                                ? null
                                : amount(
                                        item.getValue().getAmount(),
                                        " " + item.getValue().getCurrency())));
        page.fact("Origin", item.getCountryOfOrigin());
        page.fact("Listed as", ViolationFacts.matchedGoods(violation));
    }

    private void writeLaw(Violation violation) throws IOException {
        if (violation.getInstrument() == null) {
            return;
        }
        page.fact("Provision", violation.getInstrument() + " " + violation.getProvision());
        page.fact("About", violation.getSummary());
        page.fact("Programme", violation.getProgramme());
        page.fact(
                "In force",
                "from " + violation.getEffectiveFrom()
                        + (violation.getEffectiveTo() == null ? "" : " until " + violation.getEffectiveTo()));
        page.fact(
                "Citation",
                joined(
                        ViolationFacts.plain(ViolationFacts.citation(violation)),
                        prefixed("text as of ", text(violation.getTextAsOf()))));
        page.fact("Measure", violation.getMeasureId() + " revision " + violation.getMeasureRevision());
        if (violation.getUrl() != null) {
            page.markup("<div><dt>Text</dt><dd>").link(violation.getUrl()).markup("</dd></div>\n");
        }
    }

    /** What only a person can judge, as long as it may be. */
    private void writeTexts(Violation violation) throws IOException {
        page.fact("Condition", violation.getCondition());
        for (String exception : violation.getExceptions()) {
            page.fact("Exception", exception);
        }
        page.fact("Citation note", violation.getCitationNote());
    }

    private static @Nullable String amount(@Nullable BigDecimal number, String unit) {
        return number == null ? null : HtmlSummary.number(number) + unit;
    }

    private static @Nullable String prefixed(String prefix, @Nullable String text) {
        return text == null || text.isBlank() ? null : prefix + text;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(", "));
    }
}
