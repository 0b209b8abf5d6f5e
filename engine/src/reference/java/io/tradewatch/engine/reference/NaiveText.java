package io.tradewatch.engine.reference;

import java.text.Normalizer;

/** What rules 0 and 5 do first with anything that was written. */
final class NaiveText {
    /** White space as Unicode's property White_Space has it. */
    static final String WHITE = "\\p{IsWhite_Space}";

    private NaiveText() {}

    /** "NFKC; characters of category Cf deleted; trimmed (Unicode white space)." */
    static String cleaned(String written) {
        return trimmed(Normalizer.normalize(written, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", ""));
    }

    static String trimmed(String text) {
        return text.replaceAll("^" + WHITE + "+", "").replaceAll(WHITE + "+\\z", "");
    }
}
