package io.tradewatch.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class CommodityBitmapTest {
    private static final int CODES = 980_000;
    private static final int RUSSIA = Countries.number("RU");

    @Property(tries = 100)
    void shouldListExactlyTheCodesBelowThePrefixes(@ForAll("prefixes") List<CommodityPrefix> prefixes) {
        BitSet expected = new BitSet();
        for (CommodityPrefix prefix : prefixes) {
            String digits = prefix.digits();
            expected.set(Integer.parseInt(padded(digits, '0')), Integer.parseInt(padded(digits, '9')) + 1);
        }

        assertThat(listed(prefixes)).isEqualTo(expected);
    }

    @Example
    void shouldListEveryHeadingOfAChapterAlone() {
        for (int heading = 8700; heading < 8800; heading++) {
            BitSet expected = new BitSet();
            expected.set(heading * 100, heading * 100 + 100);

            assertThat(listed(List.of(new CommodityPrefix(Integer.toString(heading), false))))
                    .isEqualTo(expected);
        }
    }

    private static BitSet listed(List<CommodityPrefix> prefixes) {
        CommodityBitmap listed = new CommodityBitmap();
        listed.add(Flow.EXPORT, "RU", prefixes);
        BitSet codes = new BitSet();
        for (int code = 0; code < CODES; code++) {
            codes.set(code, listed.contain(Flow.EXPORT, RUSSIA, code));
        }
        return codes;
    }

    /** Of two, four, six and eight digits, in few chapters: some lie below others. */
    @Provide
    Arbitrary<List<CommodityPrefix>> prefixes() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(84_000_000, 86_999_999);
        Arbitrary<Integer> lengths =
                Arbitraries.frequency(Tuple.of(1, 2), Tuple.of(10, 4), Tuple.of(10, 6), Tuple.of(3, 8));
        return Combinators.combine(numbers, lengths)
                .as((number, length) -> new CommodityPrefix(number.toString().substring(0, length), false))
                .list()
                .ofMaxSize(30);
    }

    /** The first or last code of six digits that begins so. */
    private static String padded(String digits, char filler) {
        char[] six = new char[6];
        Arrays.fill(six, filler);
        digits.getChars(0, Math.min(digits.length(), six.length), six, 0);
        return new String(six);
    }
}
