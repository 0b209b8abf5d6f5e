package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.Measure;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises the measures of a list by their provision: {@code Art. 3k(1), Annex XXIII} is found in
 * {@code Art. 3k(1) and (3), Annex XXIII, point 4}, and not in {@code Art. 3k(1a), Annex XXIII} or in
 * {@code Art. 3k(1), Annex XXIIID}.
 */
public final class ProvisionMatch {
    private final ExpectedList list;
    private final List<Pattern> pieces;

    private ProvisionMatch(ExpectedList list, List<Pattern> pieces) {
        this.list = list;
        this.pieces = pieces;
    }

    public static ProvisionMatch of(ExpectedList list) {
        return new ProvisionMatch(
                list,
                Stream.of(list.provision().split("[,;]", -1))
                        .map(String::strip)
                        .map(piece -> Pattern.compile(
                                "(?<![A-Za-z0-9])" + Pattern.quote(piece) + "(?![A-Za-z0-9])",
                                Pattern.CASE_INSENSITIVE))
                        .toList());
    }

    /** Whether a measure belongs to the list. */
    public boolean matches(Measure measure) {
        return measure.instrument().equals(list.instrument())
                && measure.flow() == list.flow()
                && (list.writtenAs().contains(measure.provision()) || matches(measure.provision()));
    }

    /** Whether a provision contains each piece of the list's. */
    boolean matches(String provision) {
        return pieces.stream().allMatch(piece -> piece.matcher(provision).find());
    }
}
