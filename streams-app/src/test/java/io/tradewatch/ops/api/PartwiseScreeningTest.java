package io.tradewatch.ops.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.screening.Finding;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.Screening;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.generators.ScreeningArbitraries;
import io.tradewatch.screening.generators.ScreeningCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PartwiseScreeningTest {
    @Property(tries = 1_000)
    void shouldFindInPartsWhatIsFoundAtOnce(
            @ForAll("cases") ScreeningCase drawn,
            @ForAll @IntRange(min = 1, max = 3) int atOnce,
            @ForAll @IntRange(min = -4, max = 2) int firstNumber) {
        MeasureIndex index = MeasureIndex.compile(drawn.published().law(), drawn.knownAt());
        Transfer transfer = numberedFrom(firstNumber, drawn.transfer());

        List<Finding> inParts = new ArrayList<>();
        PartwiseScreening.screen(index, transfer, atOnce, inParts::addAll);

        assertThat(inParts).isEqualTo(new Screening(index).screen(transfer));
    }

    @Provide
    Arbitrary<ScreeningCase> cases() {
        return ScreeningArbitraries.cases();
    }

    /** With the items of a transfer twice, so that there are several, and numbers below, at and above 0. */
    private static Transfer numberedFrom(int first, Transfer transfer) {
        List<GoodsItem> items = new ArrayList<>(transfer.goodsItems());
        items.addAll(transfer.goodsItems());
        return PartwiseScreening.withItems(
                transfer,
                IntStream.range(0, items.size())
                        .mapToObj(at -> numbered(first + items.size() - 1 - at, items.get(at)))
                        .toList());
    }

    private static GoodsItem numbered(int number, GoodsItem item) {
        return new GoodsItem(
                number,
                item.commodityCode(),
                item.tariff(),
                item.hsEdition(),
                item.description(),
                item.countryOfOrigin(),
                item.quantity(),
                item.unit(),
                item.netMassKg(),
                item.value());
    }
}
