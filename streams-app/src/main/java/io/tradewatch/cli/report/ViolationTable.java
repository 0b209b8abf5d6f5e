package io.tradewatch.cli.report;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Transport;
import io.tradewatch.avro.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the table of violations. {@code docs/reports.md} describes each. Their names and their order stay; new ones
 * are added at the end.
 */
final class ViolationTable {
    /** The columns of open violations. */
    static final List<Column> OPEN = List.of(
            of("Transfer", 28, Violation::getTransferId),
            number("Revision", violation -> whole(violation.getTransferRevision())),
            number("Item", violation -> whole(violation.getItemNumber())),
            of("Measure", 32, Violation::getMeasureId),
            of("Type", 17, violation -> violation.getType().name()),
            of("Certainty", 10, violation -> violation.getCertainty().name()),
            of("Doubts", 26, violation -> String.join(", ", violation.getDoubts())),
            of("Explanation", 80, Violation::getExplanation),
            Column.day("Day of movement", each -> ViolationFacts.day(each.violation())),
            Column.time("Time of movement (UTC)", each -> each.violation().getOccurredAt()),
            Column.day("Contract date", each -> each.violation().getContractDate()),
            of("From country", 13, Violation::getCountryOfDispatch),
            of("To country", 11, Violation::getCountryOfDestination),
            of("Consignor", 28, violation -> ofParty(violation.getConsignor(), Party::getName)),
            of("Consignor country", 17, violation -> ofParty(violation.getConsignor(), Party::getCountry)),
            of("Consignee", 28, violation -> ofParty(violation.getConsignee(), Party::getName)),
            of("Consignee country", 17, violation -> ofParty(violation.getConsignee(), Party::getCountry)),
            of("End user", 28, violation -> ofParty(violation.getEndUser(), Party::getName)),
            of("End user country", 16, violation -> ofParty(violation.getEndUser(), Party::getCountry)),
            of("Vessel", 20, violation -> ofTransport(violation, Transport::getVesselName)),
            of("Vessel IMO", 11, violation -> ofTransport(violation, Transport::getVesselImo)),
            of("Flag", 6, violation -> ofTransport(violation, Transport::getFlag)),
            of("Commodity code", 15, violation -> ofItem(violation, GoodsItem::getCommodityCode)),
            of("Goods", 36, violation -> ofItem(violation, GoodsItem::getDescription)),
            of("Country of origin", 16, violation -> ofItem(violation, GoodsItem::getCountryOfOrigin)),
            number("Quantity", violation -> ViolationFacts.plain(ofItem(violation, GoodsItem::getQuantity))),
            of("Unit", 6, violation -> ofItem(violation, GoodsItem::getUnit)),
            number("Net mass (kg)", violation -> ViolationFacts.plain(ofItem(violation, GoodsItem::getNetMassKg))),
            number("Value", violation -> ViolationFacts.plain(ofValue(violation, Money::getAmount))),
            of("Currency", 9, violation -> ofValue(violation, Money::getCurrency)),
            of("Matched goods", 14, ViolationFacts::matchedGoods),
            of("Matched countries", 26, violation -> ViolationFacts.roles(violation.getMatches())),
            of("Binding countries", 22, violation -> ViolationFacts.roles(violation.getJurisdiction())),
            of("Unreadable countries", 26, ViolationFacts::unreadable),
            number("Measure revision", violation -> whole(violation.getMeasureRevision())),
            of("Authority", 10, Violation::getAuthority),
            of("Programme", 14, Violation::getProgramme),
            of("Instrument", 30, Violation::getInstrument),
            of("Provision", 22, Violation::getProvision),
            of("Summary", 40, Violation::getSummary),
            of("In words: condition", 24, Violation::getCondition),
            of("In words: exceptions", 40, violation -> String.join(" | ", violation.getExceptions())),
            Column.day("In force from", each -> each.violation().getEffectiveFrom()),
            Column.day("In force until", each -> each.violation().getEffectiveTo()),
            of("Citation", 30, ViolationFacts::citation),
            of("Citation note", 30, Violation::getCitationNote),
            Column.day("Text as of", each -> each.violation().getTextAsOf()),
            of("Link", 40, Violation::getUrl),
            of("Source", 30, violation -> ViolationFacts.source(violation.getSource())),
            of("Rules version", 18, Violation::getLawVersion),
            of("Violation id", 34, Violation::getViolationId));

    /** The columns of differences: how a violation differs, and the columns of open violations. */
    static final List<Column> DIFFERENT = Stream.concat(
                    Stream.of(
                            Column.text("Difference", 11, ViolationTable::kind),
                            Column.text("Changed fields", 24, ViolationTable::fields)),
                    OPEN.stream())
            .toList();

    private ViolationTable() {}

    static void fill(List<Column> columns, ReportedViolation violation, Cells cells) throws IOException {
        for (Column column : columns) {
            column.filler().fill(violation, cells);
        }
    }

    private static @Nullable String kind(ReportedViolation each) {
        return each.difference() == null ? null : each.difference().kind().name();
    }

    private static @Nullable String fields(ReportedViolation each) {
        return each.difference() == null
                ? null
                : String.join(", ", each.difference().fields());
    }

    private static Column of(String header, int width, Function<Violation, @Nullable String> value) {
        return Column.text(header, width, each -> value.apply(each.violation()));
    }

    private static Column number(String header, Function<Violation, @Nullable BigDecimal> value) {
        return Column.number(header, Math.max(9, header.length() + 1), each -> value.apply(each.violation()));
    }

    private static @Nullable BigDecimal whole(@Nullable Integer number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    private static <T> @Nullable T ofItem(Violation violation, Function<GoodsItem, @Nullable T> value) {
        return violation.getGoodsItem() == null ? null : value.apply(violation.getGoodsItem());
    }

    private static <T> @Nullable T ofValue(Violation violation, Function<Money, @Nullable T> value) {
        Money money = ofItem(violation, GoodsItem::getValue);
        return money == null ? null : value.apply(money);
    }

    private static @Nullable String ofParty(@Nullable Party party, Function<Party, @Nullable String> value) {
        return party == null ? null : value.apply(party);
    }

    private static @Nullable String ofTransport(Violation violation, Function<Transport, @Nullable String> value) {
        return violation.getTransport() == null ? null : value.apply(violation.getTransport());
    }
}
