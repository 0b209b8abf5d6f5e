package io.tradewatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final int BOUND = 2_000;

    private final ObjectMapper json = new ObjectMapper();

    @Property(tries = 500)
    void shouldStayWithinItsBoundAndTellWhatIsLeftOut(
            @ForAll @Size(max = 30) List<String> values, @ForAll @IntRange(min = 0, max = 20) int most)
            throws IOException {
        Answer answer = new Answer(BOUND).field("lawPosition", 135);
        Answer.Values list = answer.values("values", "values", most);
        values.forEach(value -> list.add(() -> JsonText.plain(value)));
        int shown = list.end();

        byte[] written = answer.end();

        JsonNode read = json.readTree(written);
        assertThat(written.length).isLessThan(BOUND + 100);
        assertThat(read.get("values")).hasSize(shown);
        assertThat(shown).isLessThanOrEqualTo(most);
        for (int each = 0; each < shown; each++) {
            assertThat(read.get("values").get(each).asText()).isEqualTo(values.get(each));
        }
        assertThat(read.has("leftOut")).isEqualTo(shown < values.size());
        if (shown < values.size()) {
            assertThat(read.get("leftOut").toString())
                    .isEqualTo("[{\"field\":\"values\",\"shown\":" + shown + ",\"inAll\":" + values.size() + "}]");
        }
    }

    @Test
    void shouldAddNothingAfterWhatDidNotFit() throws IOException {
        Answer answer = new Answer(BOUND);
        Answer.Values list = answer.values("values", "values", 10);
        list.add(() -> JsonText.plain("a"));
        list.add(() -> JsonText.plain("b".repeat(BOUND)));
        list.add(() -> JsonText.plain("c"));

        assertThat(list.end()).isEqualTo(1);
        assertThat(json.readTree(answer.end()).get("values").toString()).isEqualTo("[\"a\"]");
    }

    @Test
    void shouldLeaveOutASingleValueThatIsTooLarge() throws IOException {
        Answer answer = new Answer(BOUND);
        answer.value("small", 100, "{\"a\":1}");
        answer.value("large", 100, JsonText.plain("b".repeat(100)));

        JsonNode read = json.readTree(answer.end());

        assertThat(read.at("/small/a").asInt()).isEqualTo(1);
        assertThat(read.has("large")).isFalse();
        assertThat(read.at("/leftOut/0").toString()).isEqualTo("{\"field\":\"large\",\"shown\":0,\"inAll\":1}");
    }
}
