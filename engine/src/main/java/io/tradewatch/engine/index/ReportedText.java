package io.tradewatch.engine.index;

import java.text.Normalizer;

/**
 * Reported texts in the form that countries and commodity codes are read from. Rules 0 and 5.
 *
 * <p>Nobody's text is trusted to be short: bringing a long text into Unicode's normal form can take time that grows with its
 * square, so no more than {@value #MOST_CHARACTERS} characters are looked at.
 */
public final class ReportedText {
    /** Several times as long as the longest name of a country; a longer text is neither a country nor a code. */
    static final int MOST_CHARACTERS = 1_000;

    private ReportedText() {}

    /**
     * In normal form NFKC, without characters of category Cf, and trimmed.
     *
     * @return empty where nothing is left; at most {@value #MOST_CHARACTERS} characters and one more, which tells that there
     *     were more
     */
    public static String trimmed(String reported) {
        if (isPlain(reported)) {
            return reported;
        }
        String bounded = reported.length() <= MOST_CHARACTERS ? reported : kept(reported, false);
        return kept(isAscii(bounded) ? bounded : Normalizer.normalize(bounded, Normalizer.Form.NFKC), false);
    }

    /** The same, and each run of white space one blank. */
    static String normalised(String reported) {
        return isPlain(reported) ? reported : kept(trimmed(reported), true);
    }

    /** Whether the text is as it should be already, as nearly all are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return text.length() <= MOST_CHARACTERS;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String kept(String text, boolean collapsing) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MOST_CHARACTERS));
        int end = 0;
        for (int i = 0; i < text.length() && end <= MOST_CHARACTERS; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isWhiteSpace(c)) {
                // Kept for now where something stands before it; what is last is cut off in the end.
                if (end > 0 && kept.length() <= MOST_CHARACTERS && !(collapsing && kept.length() > end)) {
                    kept.appendCodePoint(collapsing ? ' ' : c);
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                kept.appendCodePoint(c);
                end = kept.length();
            }
        }
        kept.setLength(end);
        return kept.toString();
    }

    /** Unicode's property White_Space. */
    static boolean isWhiteSpace(int c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
