package io.tradewatch.cli.report;

import io.tradewatch.avro.CitationStatus;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.RoleCountry;
import io.tradewatch.avro.Source;
import io.tradewatch.avro.Violation;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.replay.Difference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of a violation as short texts, for cells and for the page. */
final class ViolationFacts {
    private ViolationFacts() {}

    /** The day that the law was tested against. */
    static LocalDate day(Violation violation) {
        return violation.getOccurredOn() != null
                ? violation.getOccurredOn()
                : violation.getOccurredAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** For example {@code destination KP, consignee KP}; empty without any. */
    static String roles(List<RoleCountry> countries) {
        return countries.stream()
                .map(each -> plain(each.getRole()) + " " + each.getCountry())
                .collect(Collectors.joining(", "));
    }

    /** For example {@code destination 'Atlantis'}; empty when all countries could be read. */
    static String unreadable(Violation violation) {
        return violation.getUnreadable().stream()
                .map(each -> plain(each.getRole()) + " '" + each.getText() + "'")
                .collect(Collectors.joining(", "));
    }

    /** The goods that matched, as the measure writes them; null when no measure matched. */
    static @Nullable String matchedGoods(Violation violation) {
        return violation.getClassification() == null
                ? violation.getMatchedCommodity()
                : violation.getClassification().getPrefix();
    }

    /** Whether the citation was verified, and which half was read, for example {@code UNVERIFIED: goods not read}. */
    static String citation(Violation violation) {
        CitationStatus status = violation.getCitationStatus();
        if (status == null) {
            return "";
        }
        List<String> halves = new ArrayList<>();
        addHalf(halves, "goods", violation.getContentRead());
        addHalf(halves, "provision", violation.getProvisionRead());
        return status + (halves.isEmpty() ? "" : ": " + String.join(", ", halves));
    }

    private static void addHalf(List<String> halves, String half, @Nullable Boolean isRead) {
        if (isRead != null) {
            halves.add(half + (isRead ? " read" : " not read"));
        }
    }

    /** The name of a party with its country; empty when neither is known. */
    static String party(@Nullable Party party) {
        if (party == null) {
            return "";
        }
        return Stream.of(party.getName(), party.getCountry())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** Where the report of the transfer comes from; empty when unknown. */
    static String source(@Nullable Source source) {
        if (source == null) {
            return "";
        }
        return Stream.of(plain(source.getKind().name()), source.getName(), source.getReference())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** What a violation says and whether that is certain, for example {@code prohibited, certain}. */
    static String type(Violation violation) {
        return plain(violation.getType().name()) + ", "
                + plain(violation.getCertainty().name());
    }

    /** How a violation differs, in one word. */
    static String kind(Difference.Kind kind) {
        return plain(kind.name());
    }

    /** A country as reported, or a question mark. */
    static String country(@Nullable String country) {
        return country == null || country.isBlank() ? "?" : country;
    }

    /** A name of the contract in plain words, for example {@code licence required}. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A number without zeros at its end; null stays null. */
    static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : DecimalRange.plain(number);
    }
}
