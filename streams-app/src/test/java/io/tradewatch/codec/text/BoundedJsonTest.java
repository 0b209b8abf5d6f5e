package io.tradewatch.codec.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {
    private final JsonMapper json = BoundedJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The last one's text is cut here only: it is a number of 1,001 digits. */
    @ParameterizedTest
    @ValueSource(strings = {"1e2147483649", "1e-99999999999", "0.1e99999999999999999999", "1001 digits"})
    void shouldRefuseNumbersBeyondItsBoundsByWhateverWayTheyCome(String written) {
        String text = "{\"a\":" + written.replace("1001 digits", "9".repeat(1_001)) + "}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<ThrowingCallable> ways = List.of(
                () -> json.readTree(text),
                () -> json.readTree(bytes),
                () -> json.readTree(bytes, 0, bytes.length),
                () -> json.readTree(new ByteArrayInputStream(bytes)),
                () -> json.readTree(new StringReader(text)),
                () -> json.readTree(json.createParser(text.toCharArray())));

        for (ThrowingCallable way : ways) {
            assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(way);
        }
    }

    @Test
    void shouldRefuseMoreObjectsWithinOneAnotherThanAnythingHas() throws JsonProcessingException {
        int most = BoundedJson.MOST_DEPTH;

        assertThat(json.readTree("[".repeat(most) + "]".repeat(most)).isArray()).isTrue();
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> json.readTree("[".repeat(most + 1) + "]".repeat(most + 1)));
    }
}
