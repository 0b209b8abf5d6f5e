package io.tradewatch.engine.rules;

import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.FindingCounts;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Threshold;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.model.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what random cases led to, so that a comparison of two implementations cannot pass by finding nothing. */
final class Coverage {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(List<Finding> findings) {
        count("transfers");
        if (findings.stream().anyMatch(finding -> finding.cause().isPresent())) {
            count("transfers that a measure concerns");
        }
        for (Finding finding : findings) {
            count("findings " + finding.certainty());
            count("type " + finding.type());
            finding.doubts().forEach(doubt -> count("doubt " + doubt));
            finding.matches().forEach(match -> count("match " + match.role()));
            finding.jurisdiction().forEach(binding -> count("jurisdiction " + binding.role()));
            finding.unreadable().forEach(this::add);
            if (finding.unreadable().size() > 3) {
                count("more than three unreadable countries");
            }
            if (finding.doubts().size() > 3) {
                count("more than three doubts");
            }
            if (finding.classification() != null) {
                add(finding.classification());
            }
            if (finding.threshold() != null) {
                add(finding.threshold());
            }
            if (finding.counts() != null) {
                add(finding.counts(), finding.doubts());
            }
        }
    }

    private void add(UnreadableCountry unreadable) {
        count("unreadable " + unreadable.role());
        if (unreadable.text().length() == UnreadableCountry.MOST_CHARACTERS) {
            count("unreadable text that was cut");
        }
    }

    private void add(Classification classification) {
        count("edition " + classification.edition() + (classification.stated() ? " stated" : " assumed"));
        count(classification.codes().size() > 1 ? "several codes" : "one code");
        if (classification.codes().stream().anyMatch(code -> code.length() % 2 == 1)) {
            count("code of odd length");
        }
        count("prefix of length "
                + classification.prefix().replaceAll("[^0-9]", "").length());
        count(classification.prefix().startsWith("ex ") ? "prefix ex" : "prefix plain");
    }

    private void add(Threshold threshold) {
        count(threshold.valuePerPiece() == null ? "value unknown" : "value known");
        count(threshold.rateDate() == null ? "value without a dated rate" : "value at a dated rate");
        count("unit factor " + threshold.unitFactor());
    }

    private void add(FindingCounts counts, Set<Doubt> doubts) {
        counts.most()
                .forEach(measure -> count("counted "
                        + (measure.measureId().equals(Violations.UNSCREENABLE)
                                ? "what cannot be screened"
                                : "a measure")));
        count(doubts.size() > 1 ? "too many findings, and other doubts" : "too many findings alone");
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    /** What never happened, of all that must. */
    List<String> missing() {
        List<String> types = Arrays.stream(ViolationType.values())
                .map(type -> "type " + type)
                .toList();
        List<String> doubts =
                Arrays.stream(Doubt.values()).map(doubt -> "doubt " + doubt).toList();
        List<String> unreadable =
                Arrays.stream(Role.values()).map(role -> "unreadable " + role).toList();
        List<String> matches = Arrays.stream(Role.values())
                .filter(role -> role != Role.FLAG)
                .map(role -> "match " + role)
                .toList();
        List<String> binding = List.of(
                "jurisdiction DISPATCH",
                "jurisdiction CONSIGNOR",
                "jurisdiction DESTINATION",
                "jurisdiction CONSIGNEE",
                "jurisdiction TRANSIT",
                "jurisdiction FLAG");
        List<String> editions = Arrays.stream(HsEdition.values())
                .flatMap(edition ->
                        List.of("edition " + edition + " stated", "edition " + edition + " assumed").stream())
                .toList();
        List<String> others = List.of(
                "findings CERTAIN",
                "more than three doubts",
                "more than three unreadable countries",
                "unreadable text that was cut",
                "code of odd length",
                "several codes",
                "prefix ex",
                "prefix of length 0",
                "prefix of length 2",
                "prefix of length 4",
                "prefix of length 6",
                "prefix of length 8",
                "value known",
                "value at a dated rate",
                "counted what cannot be screened",
                "counted a measure",
                "too many findings, and other doubts",
                "too many findings alone",
                "unit factor 12",
                "unit factor 1000");
        return List.of(types, doubts, unreadable, matches, binding, editions, others).stream()
                .flatMap(List::stream)
                .filter(what -> of(what) == 0)
                .toList();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
