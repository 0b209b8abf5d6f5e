package io.tradewatch.screening.generators;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Numbers as anybody may write them: sound, too long, with exponents that no memory holds, and what only looks like one. */
public final class NumberTexts {
    private NumberTexts() {}

    /** Texts of up to some thousand characters. */
    public static Arbitrary<String> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, numbers()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "NaN",
                                "Infinity",
                                "-Infinity",
                                "0x1p999999999",
                                "1e",
                                "e9",
                                ".",
                                "-",
                                "",
                                "1_000",
                                "\u0661\u0662",
                                "１２",
                                "1d",
                                "1e2147483648",
                                "1e-2147483649",
                                "0e999999999",
                                "-0e-999999999",
                                "100e2147483647")),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(40)));
    }

    private static Arbitrary<String> numbers() {
        Arbitrary<String> sign = Arbitraries.of("", "", "", "-", "+");
        Arbitrary<String> exponents = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("")),
                Tuple.of(2, Arbitraries.integers().between(-50, 50).map(power -> "e" + power)),
                Tuple.of(2, Arbitraries.integers().map(power -> "E" + power)),
                Tuple.of(1, digits().map(power -> "e" + power)));
        Arbitrary<String> fraction = Arbitraries.oneOf(Arbitraries.just(""), digits().map(digits -> "." + digits));
        return Combinators.combine(sign, digits(), fraction, exponents)
                .as((minus, whole, part, power) -> minus + whole + part + power);
    }

    private static Arbitrary<String> digits() {
        Arbitrary<String> drawn = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(45);
        return Arbitraries.frequencyOf(
                Tuple.of(8, drawn),
                Tuple.of(
                        1,
                        Combinators.combine(drawn, Arbitraries.integers().between(2, 60))
                                .as(String::repeat)),
                Tuple.of(
                        1,
                        Combinators.combine(drawn, Arbitraries.integers().between(1, 1_500))
                                .as((digits, zeros) -> digits + "0".repeat(zeros))));
    }
}
