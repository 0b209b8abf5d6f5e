package io.tradewatch.codec.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
    @Property(tries = 3_000)
    void shouldShowNothingThatIsNotSeen(@ForAll("texts") String text) {
        assertThat(PrintableText.line(text)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\t]]");
        assertThat(PrintableText.lines(text).replace("\r\n", "\n"))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\t\\n]]");
    }

    @Property(tries = 3_000)
    void shouldLeaveTheMeaningOfJson(@ForAll("texts") String text) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();

        String written = PrintableText.line(json.writeValueAsString(text));

        assertThat(json.readValue(written, String.class)).isEqualTo(text);
    }

    @Property(tries = 1_000)
    void shouldChangeNothingTheSecondTime(@ForAll("texts") String text) {
        assertThat(PrintableText.line(PrintableText.line(text))).isEqualTo(PrintableText.line(text));
        assertThat(PrintableText.lines(PrintableText.lines(text))).isEqualTo(PrintableText.lines(text));
    }

    /** In this order: clears the screen; the same in one byte; turns the direction; takes no room; ends lines; is no letter. */
    @ParameterizedTest
    @ValueSource(strings = {"001b", "009b", "202e", "200b", "2028", "0085", "007f"})
    void shouldShowTheEscape(String hex) {
        String raw = String.valueOf((char) Integer.parseInt(hex, 16));

        assertThat(PrintableText.lines("a" + raw + "b")).isEqualTo("a\\u" + hex + "b");
    }

    @Test
    void shouldEscapeBothHalvesOfACharacter() {
        assertThat(PrintableText.line("a" + Character.toString(0xE0041))).isEqualTo("a\\udb40\\udc41");
    }

    @Test
    void shouldKeepLinesOnlyWhereThereMayBeSeveral() {
        assertThat(PrintableText.line("a\nb\r\nc\td")).isEqualTo("a\\u000ab\\u000d\\u000ac\td");
        assertThat(PrintableText.lines("a\nb\r\nc\td\re")).isEqualTo("a\nb\r\nc\td\\u000de");
    }

    @Test
    void shouldGiveBackTheSameTextWhereThereIsNothingToEscape() {
        String plain = "Zürich, 東京, Ελλάδα, 👍";

        assertThat(PrintableText.line(plain)).isSameAs(plain);
    }

    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> doubtful = Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .withCharRange('\u2000', '\u206f')
                .withCharRange('\ud800', '\udfff')
                .ofMaxLength(8);
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.strings().withChars('a', 'é').ofMaxLength(3)),
                        Tuple.of(2, doubtful),
                        Tuple.of(1, Arbitraries.of("\udb40\udc41", "\ud83d\udc4d", "\r\n", "\u001b[2J")))
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
