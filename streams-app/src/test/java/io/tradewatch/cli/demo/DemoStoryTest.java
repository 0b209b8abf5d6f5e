package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.engine.model.Certainty;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.ShippedLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of the demo under the measures that are shipped. */
class DemoStoryTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Screening SHIPPED =
            new Screening(MeasureIndex.compile(ShippedLaw.catalogue().law()), Screening.DEFAULT_MAX_VIOLATIONS);

    @Test
    void shouldFindTheLimousineUnderTheBanOnVehiclesAndTheBanOnLuxuryGoods() throws IOException {
        assertThat(findings("event-10-aurus"))
                .extracting(Finding::measureId, Finding::type, Finding::certainty, Finding::matchedCommodity)
                .contains(
                        tuple("UN-KP-2397-7-VEHICLES", ViolationType.PROHIBITED, Certainty.CERTAIN, "87"),
                        tuple("UN-KP-2094-23-LUXURY-VEHICLES", ViolationType.PROHIBITED, Certainty.POSSIBLE, "8703"));
        assertThat(findings("event-10-aurus"))
                .allSatisfy(finding -> assertThat(finding.matches())
                        .contains(new RoleCountry(Role.DESTINATION, "KP"), new RoleCountry(Role.CONSIGNEE, "KP")));
    }

    @Test
    void shouldFindTheMunitionsUnderTheBanOnArms() throws IOException {
        assertThat(findings("event-19-munitions"))
                .extracting(Finding::measureId)
                .anyMatch(measureId -> measureId.startsWith("UN-KP-1874-9"));
    }

    @Test
    void shouldFindNothingInTheLegsOfAJourneyThatHideWhereItGoes() throws IOException {
        assertThat(findings("event-01-maybach-rotterdam")).isEmpty();
        assertThat(findings("event-03-maybach-dalian")).isEmpty();
        assertThat(findings("event-04-maybach-osaka")).isEmpty();
        assertThat(findings("event-06-maybach-vladivostok"))
                .extracting(Finding::measureId)
                .contains("UN-KP-2397-7-VEHICLES");
    }

    @Test
    void shouldFindNothingInHarmlessTrade() {
        List<Finding> findings = HarmlessTrade.generate(1, 2_000)
                .flatMap(transfer ->
                        SHIPPED.screen(TransferMapping.toScreening(transfer).orElseThrow()).stream())
                .toList();

        assertThat(findings).isEmpty();
    }

    @Test
    void shouldMakeUpTheSameTradeForTheSameSeed() {
        assertThat(HarmlessTrade.generate(7, 50))
                .containsExactlyElementsOf(HarmlessTrade.generate(7, 50).toList());
        assertThat(HarmlessTrade.generate(8, 50).toList())
                .isNotEqualTo(HarmlessTrade.generate(7, 50).toList());
    }

    private static List<Finding> findings(String transferId) throws IOException {
        Transfer transfer = Files.readAllLines(CONFIG.resolve("demo/events.jsonl")).stream()
                .map(line -> AvroJson.read(line, Transfer.class).orElseThrow())
                .filter(event -> event.getTransferId().equals(transferId))
                .findFirst()
                .orElseThrow();
        return SHIPPED.screen(TransferMapping.toScreening(transfer).orElseThrow());
    }
}
