package io.tradewatch.codec.text;

import java.util.List;

/** Lists names in a message: the first few, and the number of the others. */
public final class FirstFew {
    private FirstFew() {}

    /**
     * Returns, for example, {@code KP, IR and 3 more}.
     *
     * @param most how many names are shown, 1 or more
     */
    public static String of(List<String> names, int most) {
        String first = String.join(", ", names.subList(0, Math.min(names.size(), most)));
        return names.size() <= most ? first : first + " and " + (names.size() - most) + " more";
    }
}
