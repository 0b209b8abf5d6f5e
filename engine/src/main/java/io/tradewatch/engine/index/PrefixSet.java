package io.tradewatch.engine.index;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Doubt;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commodity prefixes of one measure, in digit order. Rule 5, comparison. Immutable.
 *
 * <p>A look-up compares only the prefixes that the code starts with and the prefixes that start with the code. Binary
 * search finds them, so a list of fifty thousand codes costs hardly more than a short one.
 */
public final class PrefixSet {

    /**
     * The prefix that matched.
     *
     * @param prefix the prefix
     * @param doubt the doubt of the match, or null when the match is certain
     */
    public record Match(CommodityPrefix prefix, @Nullable Doubt doubt) {}

    /** The effect of the exceptions on an item. */
    public enum Exemption {
        DOES_NOT_APPLY,
        APPLIES,
        NOT_DECIDABLE
    }

    private enum Relation {
        YES,
        PERHAPS,
        NO
    }

    private static final PrefixSet EMPTY = new PrefixSet(new CommodityPrefix[0]);

    private final CommodityPrefix[] prefixes;
    private final String[] digits;

    private PrefixSet(CommodityPrefix[] inOrder) {
        this.prefixes = inOrder;
        this.digits = new String[prefixes.length];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = prefixes[i].digits();
        }
    }

    /**
     * Creates the set of these prefixes. If a prefix occurs with and without {@code ex}, the one without {@code ex} is
     * used.
     */
    public static PrefixSet of(List<CommodityPrefix> prefixes) {
        if (prefixes.isEmpty()) {
            return EMPTY;
        }
        CommodityPrefix[] sorted = prefixes.toArray(CommodityPrefix[]::new);
        Arrays.sort(sorted, PrefixSet::byDigitsAndFullOnesFirst);
        int kept = 1;
        for (CommodityPrefix prefix : sorted) {
            if (!prefix.digits().equals(sorted[kept - 1].digits())) {
                sorted[kept++] = prefix;
            }
        }
        return new PrefixSet(kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept));
    }

    private static int byDigitsAndFullOnesFirst(CommodityPrefix one, CommodityPrefix other) {
        int byDigits = one.digits().compareTo(other.digits());
        return byDigits != 0 ? byDigits : Boolean.compare(one.ex(), other.ex());
    }

    /** Whether there are no prefixes. */
    public boolean isEmpty() {
        return prefixes.length == 0;
    }

    /** Whether all goods are listed. */
    private boolean hasAny() {
        return prefixes.length > 0 && prefixes[0].isAny();
    }

    /**
     * Returns the best match for an item whose code corresponds to these codes; null when no prefix matches.
     *
     * @param someNotCovered the doubt of a prefix that does not cover all of them
     */
    public @Nullable Match match(List<String> codes, Doubt someNotCovered) {
        Best best = new Best();
        if (hasAny()) {
            best.offer(new Match(CommodityPrefix.ANY, null));
        }
        for (String code : codes) {
            for (int length = 2; length <= code.length(); length += 2) {
                int i = Arrays.binarySearch(digits, code.substring(0, length));
                if (i >= 0) {
                    best.offer(judge(prefixes[i], codes, someNotCovered));
                }
            }
            for (int i = firstLongerThan(code); i < digits.length && digits[i].startsWith(code); i++) {
                best.offer(judge(prefixes[i], codes, someNotCovered));
            }
        }
        return best.match;
    }

    /** Applies these prefixes as the exceptions of a measure. */
    public Exemption except(List<String> codes) {
        Exemption result = Exemption.DOES_NOT_APPLY;
        for (String code : codes) {
            for (int length = 2; length <= code.length(); length += 2) {
                int i = Arrays.binarySearch(digits, code.substring(0, length));
                if (i >= 0) {
                    if (!prefixes[i].ex() && relation(prefixes[i], codes) == Relation.YES) {
                        return Exemption.APPLIES;
                    }
                    result = Exemption.NOT_DECIDABLE;
                }
            }
            int i = firstLongerThan(code);
            if (i < digits.length && digits[i].startsWith(code)) {
                result = Exemption.NOT_DECIDABLE;
            }
        }
        return result;
    }

    private int firstLongerThan(String code) {
        int i = Arrays.binarySearch(digits, code);
        return i >= 0 ? i + 1 : -(i + 1);
    }

    private static Match judge(CommodityPrefix prefix, List<String> codes, Doubt someNotCovered) {
        Relation relation = relation(prefix, codes);
        Doubt doubt = switch (relation) {
            case YES -> prefix.ex() ? Doubt.PARTIAL_CODE : null;
            case PERHAPS -> Doubt.CODE_NOT_SPECIFIC;
            case NO -> someNotCovered;
        };
        return new Match(prefix, doubt);
    }

    /**
     * YES if all codes start with the prefix; NO if some code neither starts with the prefix nor is a beginning of it;
     * otherwise PERHAPS.
     */
    private static Relation relation(CommodityPrefix prefix, List<String> codes) {
        Relation result = Relation.YES;
        for (String code : codes) {
            if (code.startsWith(prefix.digits())) {
                continue;
            }
            if (!prefix.digits().startsWith(code)) {
                return Relation.NO;
            }
            result = Relation.PERHAPS;
        }
        return result;
    }

    /**
     * Keeps the longest match without doubt; if there is none, the longest match. Of equally long matches it keeps the
     * first in digit order.
     */
    private static final class Best {
        private @Nullable Match match;

        void offer(Match other) {
            if (match == null || isBetter(other, match)) {
                match = other;
            }
        }

        private static boolean isBetter(Match one, Match other) {
            if ((one.doubt == null) != (other.doubt == null)) {
                return one.doubt == null;
            }
            String digits = one.prefix.digits();
            String otherDigits = other.prefix.digits();
            return digits.length() != otherDigits.length()
                    ? digits.length() > otherDigits.length()
                    : digits.compareTo(otherDigits) < 0;
        }
    }
}
