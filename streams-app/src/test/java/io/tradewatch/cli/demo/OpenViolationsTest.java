package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenViolationsTest {
    private final OpenViolations open = new OpenViolations();

    @Test
    void shouldKeepTheLastStateOfEachViolation() {
        add("T", 1, "BAN", ViolationStatus.OPEN);
        add("T", 1, "BAN", ViolationStatus.UPDATED);

        assertThat(standing()).containsExactly("T/1/BAN UPDATED");
    }

    @Test
    void shouldForgetWhatIsWithdrawnUntilItOpensAgain() {
        add("gone", 1, "BAN", ViolationStatus.OPEN);
        add("gone", 1, "BAN", ViolationStatus.WITHDRAWN);
        add("back", 1, "BAN", ViolationStatus.OPEN);
        add("back", 1, "BAN", ViolationStatus.WITHDRAWN);
        add("back", 1, "BAN", ViolationStatus.OPEN);

        assertThat(standing()).containsExactly("back/1/BAN OPEN");
    }

    @Test
    void shouldHandOutByTransferThenItemThenMeasure() {
        add("U", 1, "A", ViolationStatus.OPEN);
        add("T", 10, "A", ViolationStatus.OPEN);
        add("T", 2, "B", ViolationStatus.OPEN);
        add("T", 2, "A", ViolationStatus.OPEN);

        assertThat(standing()).containsExactly("T/2/A OPEN", "T/2/B OPEN", "T/10/A OPEN", "U/1/A OPEN");
    }

    private void add(String transferId, int itemNumber, String measureId, ViolationStatus status) {
        String id = transferId + "/" + itemNumber + "/" + measureId;
        Violation violation = new Violation();
        violation.setViolationId(id);
        violation.setTransferId(transferId);
        violation.setItemNumber(itemNumber);
        violation.setMeasureId(measureId);
        violation.setStatus(status);
        open.add(violation, (id + " " + status).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> standing() {
        List<String> standing = new ArrayList<>();
        open.forEach(OpenViolationsTest::decoded, violation -> standing.add(violation.getViolationId()));
        return standing;
    }

    private static Violation decoded(byte[] value) {
        Violation violation = new Violation();
        violation.setViolationId(new String(value, StandardCharsets.UTF_8));
        return violation;
    }
}
