package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Threshold;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.model.Violations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViolationRecordsTest {
    private static final Transfer LIMOUSINE = AvroJson.read("""
                    {"transferId": "T-1", "revision": 1, "occurredAt": "2024-02-18T00:00:00Z",
                     "contractDate": "2024-01-15", "natureOfTransaction": "GIFT", "source": {"kind": "MEDIA_REPORT"},
                     "countryOfDispatch": "RU", "countryOfDestination": "KP", "consignor": {"country": "RU"},
                     "consignee": {"name": "B"}, "endUser": {"country": "KP"}, "itinerary": [{"location": "KPRAS"}],
                     "transport": {"flag": "RU"},
                     "goodsItems": [{"itemNumber": 4}, {"itemNumber": 7, "description": "limousine"}]}""", Transfer.class).orElseThrow();

    private static final Measure VEHICLES = ((RulesetRecord.Revision) MeasureMapping.toScreening(
                            AvroJson.read("""
                                    {"measureId": "UN-KP-2397-7", "revision": 2, "status": "ACTIVE",
                                     "recordedAt": "2017-12-22T00:00:00Z", "authority": "UN", "programme": "UN-DPRK",
                                     "instrument": "S/RES/2397 (2017)", "provision": "para. 7", "url": "https://undocs.org",
                                     "citationStatus": "UNVERIFIED", "citationNote": "note",
                                     "contentRead": true, "provisionRead": false, "textAsOf": "2025-10-24",
                                     "summary": "Vehicles",
                                     "action": "PROHIBIT", "flow": "EXPORT", "targets": ["KP"], "hsEdition": "HS2017",
                                     "commodities": ["87"], "windDown": {"contractBefore": "2017-09-11",
                                     "until": "2017-12-11"}, "condition": "if", "effectiveFrom": "2017-12-22",
                                     "effectiveTo": "2030-01-01", "exceptions": ["spare parts"]}""", io.tradewatch.avro.Measure.class).orElseThrow())
                    .orElseThrow())
            .measure();

    @Test
    void shouldPutTogetherFindingTransferAndMeasure() {
        Finding finding = new Finding(
                7,
                VEHICLES,
                ViolationType.PROHIBITED,
                Set.of(Doubt.VALUE_UNKNOWN, Doubt.CODE_NOT_SPECIFIC),
                List.of(new RoleCountry(Role.DESTINATION, "KP"), new RoleCountry(Role.END_USER, "KP")),
                List.of(new RoleCountry(Role.DISPATCH, "RU")),
                "87",
                new Classification(HsEdition.HS2022, false, List.of("870324"), "87"),
                new Threshold(
                        new Money(new BigDecimal("2000"), "USD"),
                        new BigDecimal("240000.5"),
                        new BigDecimal("1.085"),
                        LocalDate.of(2024, 2, 16),
                        12),
                List.of(),
                null);

        assertThat(AvroJson.write(violation(finding)))
                .isEqualTo("{\"violationId\":\"" + Violations.id("T-1", 7, "UN-KP-2397-7")
                        + "\",\"sequence\":3,\"status\":\"UPDATED\",\"statusReason\":\"TRANSFER_CORRECTED\","
                        + "\"type\":\"PROHIBITED\",\"certainty\":\"POSSIBLE\","
                        + "\"doubts\":[\"CODE_NOT_SPECIFIC\",\"VALUE_UNKNOWN\"],\"unreadable\":[],\"transferId\":\"T-1\","
                        + "\"transferRevision\":1,\"itemNumber\":7,\"occurredAt\":\"2024-02-18T00:00:00Z\","
                        + "\"contractDate\":\"2024-01-15\",\"natureOfTransaction\":\"GIFT\","
                        + "\"source\":{\"kind\":\"MEDIA_REPORT\"},\"countryOfDispatch\":\"RU\","
                        + "\"countryOfDestination\":\"KP\",\"consignor\":{\"country\":\"RU\"},"
                        + "\"consignee\":{\"name\":\"B\"},\"endUser\":{\"country\":\"KP\"},"
                        + "\"itinerary\":[{\"location\":\"KPRAS\"}],\"transport\":{\"flag\":\"RU\"},"
                        + "\"goodsItem\":{\"itemNumber\":7,\"description\":\"limousine\",\"identifiers\":[]},"
                        + "\"measureId\":\"UN-KP-2397-7\",\"measureRevision\":2,\"authority\":\"UN\","
                        + "\"programme\":\"UN-DPRK\",\"instrument\":\"S/RES/2397 (2017)\",\"provision\":\"para. 7\","
                        + "\"url\":\"https://undocs.org\",\"citationStatus\":\"UNVERIFIED\",\"citationNote\":\"note\","
                        + "\"summary\":\"Vehicles\",\"action\":\"PROHIBIT\",\"flow\":\"EXPORT\","
                        + "\"effectiveFrom\":\"2017-12-22\",\"effectiveTo\":\"2030-01-01\","
                        + "\"windDown\":{\"contractBefore\":\"2017-09-11\",\"until\":\"2017-12-11\"},"
                        + "\"condition\":\"if\",\"exceptions\":[\"spare parts\"],"
                        + "\"recordedAt\":\"2017-12-22T00:00:00Z\","
                        + "\"jurisdiction\":[{\"role\":\"DISPATCH\",\"country\":\"RU\"}],"
                        + "\"threshold\":{\"limit\":{\"amount\":\"2000\",\"currency\":\"USD\"},"
                        + "\"valuePerPiece\":\"240000.5\",\"rate\":\"1.085\",\"rateDate\":\"2024-02-16\","
                        + "\"unitFactor\":12},\"classification\":{\"edition\":\"HS2022\",\"stated\":false,"
                        + "\"codes\":[\"870324\"],\"prefix\":\"87\"},\"lawVersion\":\"0123456789abcdef\","
                        + "\"matches\":[{\"role\":\"DESTINATION\",\"country\":\"KP\"},"
                        + "{\"role\":\"END_USER\",\"country\":\"KP\"}],\"matchedCommodity\":\"87\","
                        + "\"explanation\":\"Because.\",\"contentRead\":true,\"provisionRead\":false,"
                        + "\"textAsOf\":\"2025-10-24\"}");
    }

    @Test
    void shouldLeaveOutAMeasureWhereAnItemIsUnscreenable() {
        Violation violation = violation(unscreenable(4, Doubt.MISSING_CODE));

        assertThat(violation.getMeasureId()).isEqualTo("UNSCREENABLE");
        assertThat(violation.getViolationId()).isEqualTo(Violations.id("T-1", 4, "UNSCREENABLE"));
        assertThat(violation.getGoodsItem().getItemNumber()).isEqualTo(4);
        assertThat(violation.getMeasureRevision()).isNull();
        assertThat(violation.getAction()).isNull();
        assertThat(violation.getContentRead()).isNull();
        assertThat(violation.getProvisionRead()).isNull();
        assertThat(violation.getTextAsOf()).isNull();
        assertThat(violation.getExceptions()).isEmpty();
        assertThat(violation.getClassification()).isNull();
    }

    @Test
    void shouldLeaveOutTheItemWhereTheTransferIsUnscreenable() {
        Violation violation = violation(unscreenable(0, Doubt.UNKNOWN_DESTINATION));

        assertThat(violation.getItemNumber()).isZero();
        assertThat(violation.getGoodsItem()).isNull();
    }

    @Test
    void shouldKeepAFindingWhoseNumbersAreTooLongForTheContract() throws RegistryUnavailableException {
        Violation violation = violation(withThreshold(new Threshold(
                new Money(new BigDecimal("2000"), "USD"), new BigDecimal("1e30"), new BigDecimal("1e26"), null, 1)));

        assertThat(violation.getThreshold().getValuePerPiece()).isNull();
        assertThat(violation.getThreshold().getRate()).isNull();
        assertThat(encode(violation)).isNotEmpty();
    }

    @Test
    void shouldWriteNumbersOfAnyScale() throws RegistryUnavailableException {
        Violation violation = violation(withThreshold(new Threshold(
                new Money(new BigDecimal("2E+3"), "USD"),
                new BigDecimal("0.1234565"),
                new BigDecimal("1E+2"),
                null,
                null)));

        assertThat(encode(violation)).isNotEmpty();
        assertThat(AvroJson.write(violation))
                .contains("\"amount\":\"2000\"", "\"valuePerPiece\":\"0.1234565\"", "\"rate\":\"100\"");
    }

    private static Violation violation(Finding finding) {
        return ViolationRecords.of(
                LIMOUSINE,
                finding,
                "0123456789abcdef",
                3,
                ViolationStatus.UPDATED,
                StatusReason.TRANSFER_CORRECTED,
                "Because.");
    }

    private static Finding unscreenable(int itemNumber, Doubt doubt) {
        return new Finding(
                itemNumber,
                null,
                ViolationType.UNSCREENABLE,
                Set.of(doubt),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(new UnreadableCountry(Role.ORIGIN, "Atlantis")),
                null);
    }

    private static Finding withThreshold(@Nullable Threshold threshold) {
        return new Finding(
                7,
                VEHICLES,
                ViolationType.PROHIBITED,
                Set.of(),
                List.of(),
                List.of(),
                "87",
                new Classification(HsEdition.HS2022, true, List.of("870324"), "87"),
                threshold,
                List.of(),
                null);
    }

    private static byte[] encode(Violation violation) throws RegistryUnavailableException {
        RegistrySchemas schemas = new RegistrySchemas(new MockSchemaRegistryClient(), "memory", () -> 0);
        return RegistryEncoder.violations(schemas, "violations", Registration.AUTOMATIC)
                .encode(violation);
    }
}
