package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.generators.NumberTexts;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.RulesetFold;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** By whichever door a number comes in: what is kept of it is short, and what is not is refused with a reason. */
class NumberDoorsTest {
    private static final Set<Reason> NAMED =
            Set.of(Reason.DECIMAL_OUT_OF_RANGE, Reason.WRONG_FIELD, Reason.MALFORMED_JSON);
    private static final String TRANSFER =
            "{\"transferId\":\"T\",\"occurredAt\":\"2024-02-18T00:00:00Z\",\"goodsItems\":[{\"itemNumber\":1,"
                    + "\"quantity\":%s}]}";

    private final TransferBytes bytes = new TransferBytes();

    @Property(tries = 3_000)
    void shouldReadNumbersOfJsonInBoundsOrSayWhatIsWrong(@ForAll("numbers") String text) {
        requireBounded(AvroJson.read(
                TRANSFER.formatted("\"" + text.replaceAll("[\"\\\\\\p{Cc}]", "") + "\""), Transfer.class));
        requireBounded(AvroJson.read(TRANSFER.formatted(text), Transfer.class));
    }

    @Property(tries = 500)
    void shouldReadDecimalsOfOtherWritersInBoundsOrSayWhatIsWrong(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int length) throws RegistryUnavailableException {
        byte[] digits = new byte[length];
        new Random(seed).nextBytes(digits);
        Schema wider = new Schema.Parser()
                .parse(Transfer.getClassSchema().toString().replace("\"precision\":38", "\"precision\":1000000000"));
        Transfer transfer = transfer(new BigDecimal(new BigInteger(digits), 9));

        byte[] value = bytes.written(wider, transfer);

        requireBounded(decoded(new SkippingTransferDecoder(bytes.schemas), value));
        requireBounded(decoded(new ProjectingTransferDecoder(bytes.schemas), value));
    }

    @Test
    void shouldRefuseADecimalOfAMillionDigitsInEveryDecoder() throws RegistryUnavailableException {
        Schema wider = new Schema.Parser()
                .parse(Transfer.getClassSchema().toString().replace("\"precision\":38", "\"precision\":1000000000"));
        byte[] value = bytes.written(wider, transfer(new BigDecimal(BigInteger.ONE.shiftLeft(3_000_000), 9)));

        for (TransferDecoder decoder :
                List.of(new SkippingTransferDecoder(bytes.schemas), new ProjectingTransferDecoder(bytes.schemas))) {
            assertThat(decoded(decoder, value).problem())
                    .hasValueSatisfying(defect -> assertThat(defect.toString())
                            .startsWith("DECIMAL_OUT_OF_RANGE: a decimal has 375001 bytes, expected at most 64"));
        }
    }

    @Test
    void shouldHoldUnusableATableWhoseRateHasAHundredMillionDigits() {
        RulesetFold fold = new RulesetFold();
        RulesetRecord rates = rates("1e100000000");

        fold.take(0, rates.key(), DecodeResult.of(rates));

        assertThat(fold.unreadable().get(rates.key()).toString())
                .contains("1e100000000", "expected at most 26 before and 38 after the point");
        assertThat(fold.contents().records()).isEmpty();
    }

    @Property(tries = 2_000)
    void shouldCompileTablesOfRatesOrHoldThemUnusable(@ForAll("numbers") String text) {
        RulesetFold fold = new RulesetFold();
        RulesetRecord rates = rates(text);

        fold.take(0, rates.key(), DecodeResult.of(rates));

        boolean isUsable = fold.unreadable().isEmpty();
        assertThat(fold.contents().ruleset().unusable()).hasSize(isUsable ? 0 : 1);
        if (isUsable) {
            assertThat(DecimalRange.RATE.holds(new BigDecimal(text))).isTrue();
        }
    }

    private static RulesetRecord rates(String rate) {
        return new RulesetRecord.Table(
                new ReferenceTable(
                        ReferenceTable.EXCHANGE_RATES,
                        List.of("date", "from", "to", "rate"),
                        List.of(List.of("2017-12-22", "EUR", "USD", rate))),
                1,
                Instant.EPOCH);
    }

    private static Transfer transfer(BigDecimal quantity) {
        return Transfer.newBuilder()
                .setTransferId("T")
                .setOccurredAt(Instant.parse("2024-02-18T00:00:00Z"))
                .setGoodsItems(List.of(GoodsItem.newBuilder()
                        .setItemNumber(1)
                        .setQuantity(quantity)
                        .build()))
                .build();
    }

    private static DecodeResult<Transfer> decoded(TransferDecoder decoder, byte[] value)
            throws RegistryUnavailableException {
        DecodeResult<WholeTransfer> whole = decoder.decode(value, new RecordHeaders());
        return whole instanceof DecodeResult.Defective<WholeTransfer> defective
                ? new DecodeResult.Defective<>(defective.defect())
                : DecodeResult.of(whole.orElseThrow().record());
    }

    private static void requireBounded(DecodeResult<Transfer> read) {
        if (read instanceof DecodeResult.Decoded<Transfer> decoded) {
            BigDecimal quantity = decoded.value().getGoodsItems().get(0).getQuantity();
            assertThat(quantity).matches(number -> number == null || (number.scale() == 9 && number.precision() <= 38));
        } else {
            StructuralDefect defect = read.problem().orElseThrow();
            assertThat(defect.reason()).isIn(NAMED);
            assertThat(defect.detail()).hasSizeLessThan(2_000);
        }
    }

    @Provide
    static Arbitrary<String> numbers() {
        return NumberTexts.any();
    }
}
