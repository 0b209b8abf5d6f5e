package io.tradewatch.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an example of a measurement points to. */
class AlertTraceTest {
    private static final String VIOLATION_ID = "a256aae0926859f6e1b20afbc681c3c3";

    @Test
    void shouldPointToTheTraceThatTheTransferCameWith() {
        assertThat(during("aurus", headers("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")))
                .hasValue(new AlertTrace.Ids("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Not kept anywhere, so nobody could look it up.
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "00-1-2-01",
                ""
            })
    void shouldPointToTheTransferWhereThereIsNoTraceToLookUp(String traceParent) {
        assertThat(during("aurus", headers(traceParent))).hasValue(new AlertTrace.Ids("aurus", VIOLATION_ID));
        assertThat(during("aurus", new RecordHeaders())).hasValue(new AlertTrace.Ids("aurus", VIOLATION_ID));
    }

    @Test
    void shouldPointNowhereWhereTheIdIsLongerThanAnExampleMayBe() {
        assertThat(during("x".repeat(81), new RecordHeaders())).isPresent();
        assertThat(during("x".repeat(82), new RecordHeaders())).isEmpty();
    }

    @Test
    void shouldBeOverWhenTheMeasurementIs() {
        during("aurus", new RecordHeaders());

        assertThat(AlertTrace.now()).isEmpty();
    }

    private static Optional<AlertTrace.Ids> during(String transferId, Headers headers) {
        Violation alert = new Violation();
        alert.setTransferId(transferId);
        alert.setViolationId(VIOLATION_ID);
        List<Optional<AlertTrace.Ids>> seen = new ArrayList<>();
        AlertTrace.measure(alert, headers, () -> seen.add(AlertTrace.now()));
        return seen.get(0);
    }

    private static Headers headers(String traceParent) {
        return new RecordHeaders().add("traceparent", traceParent.getBytes(StandardCharsets.UTF_8));
    }
}
