package io.tradewatch.screening.generators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The few ways in which random law and transfers are drawn. */
record Draw(Random random) {

    /** One of these, each as likely; a list with repetitions makes some likelier. */
    <T extends @Nullable Object> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> T oneOf(T... from) {
        return from[random.nextInt(from.length)];
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From low to high, both inclusive. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> @Nullable T maybe(int chance, Supplier<T> value) {
        return percent(chance) ? value.get() : null;
    }

    <T> List<T> some(int low, int high, Supplier<T> value) {
        List<T> drawn = new ArrayList<>();
        int count = between(low, high);
        for (int i = 0; i < count; i++) {
            drawn.add(value.get());
        }
        return drawn;
    }

    /** A text with another one somewhere in it. */
    String inserted(String text, String what) {
        int at = between(0, text.length());
        return text.substring(0, at) + what + text.substring(at);
    }

    /** Letters, digits and signs as East Asian keyboards write them. */
    static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7f ? c + 0xfee0 : c)));
        return wide.toString();
    }
}
