package io.tradewatch.engine.model;

import java.util.Objects;

/**
 * A country that was reported and cannot be read. Rule 0.
 *
 * @param role the part that it plays
 * @param text the reported text, truncated to {@value #MOST_CHARACTERS} characters
 */
public record UnreadableCountry(Role role, String text) {
    /** The most characters of a text that are kept. */
    public static final int MOST_CHARACTERS = 100;

    public UnreadableCountry {
        Objects.requireNonNull(role, "role");
        if (text.length() > MOST_CHARACTERS) {
            boolean isWithinPair = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
            text = text.substring(0, isWithinPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
        }
    }
}
