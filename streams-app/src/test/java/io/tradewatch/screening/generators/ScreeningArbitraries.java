package io.tradewatch.screening.generators;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** The random draws as jqwik's arbitraries; a failing case is made small by {@link SmallestCase}. */
public final class ScreeningArbitraries {
    private ScreeningArbitraries() {}

    /** Random laws. */
    public static Arbitrary<PublishedLaw> laws() {
        return Arbitraries.randomValue(RandomLaw::draw);
    }

    /** Random laws, each with a transfer drawn around it and with or without a day up to which it is known. */
    public static Arbitrary<ScreeningCase> cases() {
        return Arbitraries.randomValue(random -> {
            PublishedLaw published = RandomLaw.draw(random);
            return new ScreeningCase(
                    published, RandomLaw.knownAt(random), new RandomTransfers(published).draw(random, 1));
        });
    }
}
