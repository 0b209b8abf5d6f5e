package io.tradewatch.engine.explain;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.FindingCounts;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Threshold;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.UnreadableCountry;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes a finding as one plain sentence. The sentence names the parties, the goods, the route and the day; the
 * restriction, its provision and its first day; the reason for the match; and the doubts.
 */
public final class Explanation {
    /**
     * The most characters of a name or a description in the sentence; the alert has the whole text in a field of its
     * own.
     */
    private static final int MOST_CHARACTERS = 200;

    /** The most unreadable countries in the sentence; the alert has all of them in a field of its own. */
    private static final int MOST_COUNTRIES = 20;

    private Explanation() {}

    /**
     * Returns the sentence for a finding.
     *
     * @param transfer the transfer that was screened, with its descriptive fields
     * @param finding a finding in this transfer
     */
    public static String of(Transfer transfer, Finding finding) {
        Measure measure = finding.measure();
        return measure == null ? unscreenable(transfer, finding) : violation(transfer, finding, measure);
    }

    private static String violation(Transfer transfer, Finding finding, Measure measure) {
        GoodsItem item = item(transfer, finding.itemNumber());
        StringBuilder sentence = new StringBuilder();
        sentence.append(movement(transfer, item))
                .append(verdict(measure))
                .append(measure.instrument())
                .append(' ')
                .append(measure.provision())
                .append(" (")
                .append(measure.summary())
                .append("), in force since ")
                .append(measure.effectiveFrom());
        if (measure.effectiveTo() != null) {
            sentence.append(" and until ").append(measure.effectiveTo());
        }
        sentence.append("; ").append(matches(finding)).append(", and ").append(goods(item, finding));
        if (!finding.jurisdiction().isEmpty()) {
            sentence.append("; the law binds through ").append(roles(finding.jurisdiction()));
        }
        Threshold threshold = finding.threshold();
        if (threshold != null && threshold.valuePerPiece() != null) {
            sentence.append("; a piece is worth ")
                    .append(threshold.valuePerPiece().toPlainString())
                    .append(' ')
                    .append(threshold.limit().currency())
                    .append(threshold.rateDate() == null ? "" : " (by the rate of " + threshold.rateDate() + ")")
                    .append(", above the limit of ")
                    .append(plain(threshold.limit()));
        }
        if (!finding.doubts().isEmpty()) {
            StringJoiner doubts = new StringJoiner(", ", "; in doubt, because ", "");
            finding.doubts().forEach(doubt -> doubts.add(inWords(doubt, finding, measure)));
            sentence.append(doubts);
        }
        return sentence.append(reservation(measure)).append('.').toString();
    }

    /** The half of the citation that was not read. */
    private static String reservation(Measure measure) {
        if (measure.isContentOpen()) {
            return measure.isProvisionOpen()
                    ? "; neither the goods nor the number of the paragraph were read in the text"
                    : "; not all that it covers was read in the text";
        }
        if (measure.isProvisionOpen()) {
            return "; the number of the paragraph was not read";
        }
        return measure.citationStatus() == CitationStatus.UNVERIFIED ? "; the citation is not fully verified" : "";
    }

    private static String unscreenable(Transfer transfer, Finding finding) {
        GoodsItem item = finding.itemNumber() == 0 ? null : item(transfer, finding.itemNumber());
        StringBuilder sentence = new StringBuilder(movement(transfer, item));
        FindingCounts counts = finding.counts();
        if (counts != null) {
            sentence.append(' ').append(inWords(counts));
        }
        if (counts == null || finding.doubts().size() > 1) {
            sentence.append(counts == null ? " " : "; it ")
                    .append("could not be screened in full: ")
                    .append(reasons(transfer, finding));
        }
        return sentence.append('.').toString();
    }

    /** For example "has 1200 violations, more than the 1000 that are published one by one (by measure: A 800, B 400)". */
    private static String inWords(FindingCounts counts) {
        StringJoiner byMeasure = new StringJoiner(", ", "(by measure: ", ")");
        for (FindingCounts.OfMeasure measure : counts.most()) {
            byMeasure.add(cut(measure.measureId()) + " " + measure.findings());
        }
        if (counts.otherMeasures() > 0) {
            byMeasure.add(counts.otherMeasures() + " other measures " + counts.others());
        }
        return "has " + counts.total() + " violations, more than the " + counts.limit()
                + " that are published one by one " + byMeasure;
    }

    private static StringJoiner reasons(Transfer transfer, Finding finding) {
        StringJoiner reasons = new StringJoiner("; ");
        if (finding.doubts().contains(Doubt.UNKNOWN_DESTINATION)
                && finding.unreadable().stream().noneMatch(country -> country.role() == Role.DESTINATION)) {
            reasons.add("the country of destination is missing");
        }
        int told = Math.min(finding.unreadable().size(), MOST_COUNTRIES);
        for (UnreadableCountry country : finding.unreadable().subList(0, told)) {
            reasons.add("the country of " + inWords(country.role()) + ", '" + country.text() + "', cannot be read");
        }
        if (told < finding.unreadable().size()) {
            reasons.add("and " + (finding.unreadable().size() - told) + " more countries cannot be read");
        }
        if (finding.doubts().contains(Doubt.IMPLAUSIBLE_DATE)) {
            reasons.add("it is dated " + transfer.date() + ", before " + DayRange.FIRST_PLAUSIBLE
                    + ", which is taken for a placeholder");
        }
        if (finding.doubts().contains(Doubt.MISSING_CODE)) {
            reasons.add("its commodity code is missing, and there are measures on goods that move like this");
        }
        if (finding.doubts().contains(Doubt.UNUSABLE_CODE)) {
            String code = item(transfer, finding.itemNumber()).commodityCode();
            reasons.add("its commodity code, '" + cut(String.valueOf(code))
                    + "', is not a valid code, and there are measures on goods that move like this");
        }
        return reasons;
    }

    /** Truncates a text of the transfer, which may have any length, to {@value #MOST_CHARACTERS} characters. */
    private static String cut(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean isWithinPair = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, isWithinPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS) + "…";
    }

    private static GoodsItem item(Transfer transfer, int itemNumber) {
        for (GoodsItem item : transfer.goodsItems()) {
            if (item.itemNumber() == itemNumber) {
                return item;
            }
        }
        throw new IllegalArgumentException("transfer " + transfer.transferId() + " has no item " + itemNumber);
    }

    private static String movement(Transfer transfer, @Nullable GoodsItem item) {
        StringBuilder text = new StringBuilder("Transfer ").append(cut(transfer.transferId()));
        if (item != null) {
            text.append(", item ").append(item.itemNumber()).append(": ").append(what(item));
        }
        text.append(" from ").append(place(transfer.countryOfDispatch(), transfer.consignor()));
        text.append(" to ").append(place(transfer.countryOfDestination(), transfer.consignee()));
        if (transfer.endUser() != null && transfer.endUser().name() != null) {
            text.append(" for ").append(cut(transfer.endUser().name()));
        }
        return text.append(" on ").append(transfer.date()).toString();
    }

    private static String what(GoodsItem item) {
        String what = item.description() == null ? "goods" : cut(item.description());
        if (item.quantity() != null) {
            String unit = item.unit() == null ? "" : " " + unit(item.unit(), item.quantity());
            what = what + " (" + item.quantity().stripTrailingZeros().toPlainString() + unit + ")";
        }
        return item.countryOfOrigin() == null ? what : what + " of origin " + cut(item.countryOfOrigin());
    }

    /** Returns common unit codes of UN/ECE Recommendation 20 in words, and any other unit as reported. */
    private static String unit(String reported, BigDecimal quantity) {
        boolean isOne = quantity.compareTo(BigDecimal.ONE) == 0;
        return switch (reported) {
            case "C62", "H87", "PCE" -> isOne ? "piece" : "pieces";
            case "BLL" -> isOne ? "barrel" : "barrels";
            case "KGM" -> "kg";
            case "TNE" -> "t";
            case "LTR" -> "l";
            default -> cut(reported);
        };
    }

    private static String place(@Nullable String country, @Nullable Party party) {
        String place = country == null ? "an unknown country" : cut(country);
        return party == null || party.name() == null ? place : cut(party.name()) + " (" + place + ")";
    }

    private static String verdict(Measure measure) {
        return switch (measure.action()) {
            case PROHIBIT -> " is prohibited by ";
            case REQUIRE_LICENCE -> " needs a licence under ";
            case MONITOR -> " is to be monitored under ";
        };
    }

    private static String matches(Finding finding) {
        return roles(finding.matches());
    }

    /** For example "KP is country of destination and of the consignee". */
    private static String roles(Iterable<RoleCountry> entries) {
        Map<String, Set<String>> byCountry = new LinkedHashMap<>();
        for (RoleCountry entry : entries) {
            byCountry
                    .computeIfAbsent(entry.country(), country -> new LinkedHashSet<>())
                    .add(inWords(entry.role()));
        }
        StringJoiner all = new StringJoiner(", ");
        byCountry.forEach((country, roles) -> all.add(country + " as country of " + String.join(" and of ", roles)));
        return all.toString();
    }

    private static String inWords(Role role) {
        return switch (role) {
            case DESTINATION -> "destination";
            case CONSIGNEE -> "the consignee";
            case END_USER -> "the end user";
            case ORIGIN -> "origin";
            case DISPATCH -> "dispatch";
            case CONSIGNOR -> "the consignor";
            case TRANSIT -> "transit";
            case FLAG -> "the flag";
        };
    }

    private static String goods(GoodsItem item, Finding finding) {
        Classification classification = finding.classification();
        String matched = finding.matchedCommodity();
        if (classification == null || matched == null || matched.equals("*")) {
            return "all goods are covered";
        }
        String reported = cut(String.valueOf(item.commodityCode()));
        String text =
                "code " + reported + " (" + classification.edition() + (classification.stated() ? ")" : ", assumed)");
        String compared = String.join(", ", classification.codes());
        boolean asReported = compared.equals(CommodityCode.withoutSeparators(reported));
        return text + (asReported ? "" : ", read as " + compared + ",") + " falls under " + classification.prefix();
    }

    private static String inWords(Doubt doubt, Finding finding, Measure measure) {
        return switch (doubt) {
            case CODE_AMBIGUOUS -> "the code can be read in two ways, and not all that it may stand for is covered";
            case CODE_NOT_SPECIFIC -> "the code is less specific than the measure's";
            case CONDITION_NOT_DECIDABLE ->
                "the measure has a condition that no transfer shows (" + lowerFirst(String.valueOf(measure.condition()))
                        + ")";
            case CONTRACT_DATE_UNKNOWN -> "old contracts are spared and the contract's date is unknown";
            case EDITION_AMBIGUOUS -> "not all codes that it corresponds to are covered";
            case EXCEPTION_NOT_DECIDABLE -> "an exception for certain goods may apply";
            case IMPLAUSIBLE_DATE -> "the day on which the goods moved is taken for a placeholder";
            case JURISDICTION_BY_PASSAGE -> "the law applies only along the way";
            case JURISDICTION_UNKNOWN -> "it is unknown whether the law binds those who moved the goods";
            case MISSING_CODE -> "the commodity code is missing";
            case PARTIAL_CODE -> "only part of " + finding.matchedCommodity() + " is covered";
            case ROLE_NOT_DECISIVE -> "the country matches only in a role that does not decide";
            case TOO_MANY_FINDINGS -> "there are more violations than are published one by one";
            case UNKNOWN_DESTINATION -> "the country of destination is unknown";
            case UNREADABLE_COUNTRY -> "a country cannot be read";
            case UNUSABLE_CODE -> "the commodity code is unusable";
            case VALUE_UNKNOWN -> "the value of a piece is unknown";
        };
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String plain(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }
}
