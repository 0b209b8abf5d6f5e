package io.tradewatch.cli.violations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.AvroJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** An alert as people read it in a terminal. */
class AlertTextTest {
    private final Violation alert = AvroJson.read("""
                    {"violationId": "2f9c", "sequence": 1, "status": "OPEN", "statusReason": "DETECTED",
                     "type": "PROHIBITED", "certainty": "CERTAIN", "transferId": "T-1", "transferRevision": 0,
                     "itemNumber": 1, "occurredAt": "2024-02-18T00:00:00Z", "natureOfTransaction": "SALE",
                     "measureId": "M", "lawVersion": "0123456789abcdef", "explanation": "Because."}""", Violation.class).orElseThrow();

    @Test
    void shouldSayWhatFiredWhyAndWhere() {
        assertThat(printed()).isEqualTo("""
                        OPEN  PROHIBITED, CERTAIN, M
                            Because.
                            (transfer T-1 revision 0, item 1; alert 2f9c #1, DETECTED)

                        """);
    }

    @Test
    void shouldSayOfWhichDayTheTextOfTheLawIs() {
        alert.setTextAsOf(LocalDate.of(2025, 10, 24));

        assertThat(printed()).isEqualTo("""
                        OPEN  PROHIBITED, CERTAIN, M
                            Because.
                            (transfer T-1 revision 0, item 1; text of the law as of 2025-10-24; alert
                            2f9c #1, DETECTED)

                        """);
    }

    private String printed() {
        StringWriter text = new StringWriter();
        AlertText.print(alert, new PrintWriter(text));
        return text.toString();
    }
}
