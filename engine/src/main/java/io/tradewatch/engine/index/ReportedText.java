package io.tradewatch.engine.index;

import java.text.Normalizer;

/**
 * Normalizes reported texts before countries and commodity codes are read from them. Rules 0 and 5.
 *
 * <p>Unicode normalization can take time that grows with the square of the length, so at most {@value #MOST_CHARACTERS}
 * characters of a text are read.
 */
public final class ReportedText {
    /**
     * The limit is several times the length of the longest country name; a longer text is neither a country nor a code.
     */
    static final int MOST_CHARACTERS = 1_000;

    private ReportedText() {}

    /**
     * Returns the text in normal form NFKC, without characters of category Cf, and trimmed.
     *
     * @return empty when no character remains; at most {@value #MOST_CHARACTERS} characters, plus one if the text was
     *     longer
     */
    public static String trimmed(String reported) {
        if (isPlain(reported)) {
            return reported;
        }
        String bounded = reported.length() <= MOST_CHARACTERS ? reported : kept(reported, false);
        return kept(isAscii(bounded) ? bounded : Normalizer.normalize(bounded, Normalizer.Form.NFKC), false);
    }

    /** Returns the trimmed text with a single blank for each run of white space. */
    static String normalised(String reported) {
        return isPlain(reported) ? reported : kept(trimmed(reported), true);
    }

    /** Whether the text needs no change; nearly all texts need none. */
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
                // Keeps white space after other characters for now; setLength below removes trailing white space.
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

    /** Whether a character has Unicode's property White_Space. */
    static boolean isWhiteSpace(int c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == 0x85;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
