package io.tradewatch.cli.measures;

import io.tradewatch.cli.Lines;
import io.tradewatch.codec.text.FirstFew;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.ExpectedList.Shortfall;
import io.tradewatch.ruleset.files.MeasureCounts;
import io.tradewatch.ruleset.review.ListCoverage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the table and the page of a coverage say in words. */
final class CoverageWords {
    private static final int MOST_CODES = 24;

    private CoverageWords() {}

    /** The reasons of a list, each in a sentence or two. */
    static List<String> reasons(ListCoverage list) {
        List<String> reasons = new ArrayList<>();
        list.expected().notExpressible().forEach(one -> reasons.add("Not expressible: " + words(one)));
        list.expected().notShipped().forEach(one -> reasons.add("Missing: " + words(one)));
        if (list.unexplained() > 0) {
            reasons.add("Missing without a reason: " + Lines.count(list.unexplained(), "line") + ".");
        } else if (list.unexplained() < 0) {
            reasons.add("Here although coverage.yaml says why they are not: " + Lines.count(-list.unexplained(), "line")
                    + ".");
        }
        if (list.shipped().measures() > 0) {
            add(reasons, "Absent: ", list.absent());
            add(reasons, "Only in part: ", list.inPart());
            add(reasons, "In the files and not in the list: ", list.beyond());
        }
        if (!list.notInForce().isEmpty()) {
            reasons.add("Not in force " + (list.isBeforeTheList() ? "yet" : "any more") + " on " + list.day() + ": "
                    + Lines.count(list.notInForce().size(), "line") + " (" + few(list.notInForce()) + ").");
        }
        String note = list.expected().note();
        if (note != null) {
            reasons.add(note);
        }
        return reasons;
    }

    private static void add(List<String> reasons, String what, List<CommodityPrefix> codes) {
        if (!codes.isEmpty()) {
            reasons.add(what + few(codes) + ".");
        }
    }

    private static String few(List<CommodityPrefix> codes) {
        return FirstFew.of(codes.stream().map(CommodityPrefix::written).toList(), MOST_CODES);
    }

    private static String words(Shortfall shortfall) {
        String which = shortfall.what() == null ? "" : shortfall.what();
        String subject = shortfall.lines() == 0
                ? which
                : Lines.count(shortfall.lines(), "line") + (which.isEmpty() ? "" : " (" + which + ")");
        return subject + (subject.isEmpty() ? "" : ": ") + sentence(shortfall.why());
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** How far the measures of a list were read: {@code 3 in full, 1 content only}. */
    static String read(MeasureCounts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.bothRead(), "in full");
        add(parts, counts.contentRead(), "content only");
        add(parts, counts.provisionRead(), "provision only");
        add(parts, counts.neitherRead(), "neither");
        add(parts, counts.notSaid(), "not in full");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    /** The word for a kind of gap, as the end of a sentence about law. */
    static String kind(CoverageGap.Kind kind) {
        return switch (kind) {
            case NOT_EXPRESSIBLE -> "not expressible";
            case NOT_READ -> "not read";
            case NOT_WRITTEN -> "not written yet";
        };
    }

    /** A day, or a dash. */
    static String day(@Nullable LocalDate day) {
        return day == null ? "-" : day.toString();
    }
}
