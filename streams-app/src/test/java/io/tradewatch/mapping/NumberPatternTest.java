package io.tradewatch.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.NumberTexts;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NumberPatternTest {
    private static final int MOST_CHARACTERS = 320;

    @Property(tries = 3_000)
    void shouldGiveShortTextForWhateverACellHolds(@ForAll("numbers") String cell) throws MappingException {
        for (NumberPattern pattern : List.of(
                NumberPattern.PLAIN,
                NumberPattern.of(true, null, List.of("€"), 2, "1000"),
                NumberPattern.of(false, ",", List.of(), 0, "0.001"))) {
            Optional<String> plain = pattern.plain(cell);

            assertThat(plain.orElse("")).hasSizeLessThanOrEqualTo(MOST_CHARACTERS);
        }
    }

    @Provide
    static Arbitrary<String> numbers() {
        return NumberTexts.any();
    }
}
