package io.tradewatch.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.generators.Compact;
import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an outline says is so; where there is none, decoding and the rules say what is so. */
class OutlineReaderTest {
    private static final int HEADER = 5;
    private static final int LAWS = 400;
    private static final int TRANSFERS_A_LAW = 100;
    private static final String ORDINARY = """
            {"transferId":"T-1","occurredAt":"2024-02-18T00:00:00Z","countryOfDispatch":"DE","countryOfDestination":"FR",\
            "itinerary":[{"location":"NLRTM"}],"goodsItems":[{"itemNumber":1,"commodityCode":"8703.40"},\
            {"itemNumber":2,"commodityCode":"0101.21.00","countryOfOrigin":"DE"}]}
            """;

    private final TransferBytes bytes = new TransferBytes();
    private final TransferDecoder decoder = new SkippingTransferDecoder(bytes.schemas);
    private final OutlineReader outlines = new OutlineReader(bytes.schemas);

    @Test
    void shouldCallNothingClearInWhichTheRulesFindSomething() throws RegistryUnavailableException {
        Random random = new Random(20171222);
        int clean = 0;
        int clear = 0;
        for (int i = 0; i < LAWS; i++) {
            PublishedLaw published = RandomLaw.draw(random);
            Screening screening = new Screening(
                    MeasureIndex.compile(published.law(), RandomLaw.knownAt(random)), Screening.DEFAULT_MAX_VIOLATIONS);
            RandomTransfers transfers = new RandomTransfers(published);
            for (int j = 0; j < TRANSFERS_A_LAW; j++) {
                byte[] value = bytes.ofJson(TransferLine.of(transfers.draw(random, j)));
                io.tradewatch.engine.model.Transfer transfer =
                        decoder.decodeDeciding(value).orElseThrow();
                List<Finding> findings = screening.screen(transfer);
                TransferOutline outline = outlines.read(transfer.transferId().getBytes(UTF_8), value);
                boolean isClear = outline != null && screening.isClear(outline);
                assertThat(isClear && !findings.isEmpty())
                        .as("clear, and yet %s in %s", findings, Compact.of(transfer))
                        .isFalse();
                clean += findings.isEmpty() ? 1 : 0;
                clear += isClear ? 1 : 0;
            }
        }
        // These transfers are drawn around the measures, and nearly all have a country that is written in an unusual
        // way.
        assertThat(clear).as("clear, of %d clean ones", clean).isGreaterThan(500);
    }

    @Property(tries = 20_000)
    void shouldHaveNoOutlineOfWhatCannotBeDecoded(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        Transfer transfer = new RandomRecords(seed).transfer();
        byte[] value = bytes.of(transfer);
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            value[HEADER + random.nextInt(value.length - HEADER)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(10) == 0) {
            value = Arrays.copyOf(value, HEADER + random.nextInt(2 * value.length));
        }
        requireTrue(transfer.getTransferId(), value);
    }

    @ParameterizedTest
    @MethodSource("io.tradewatch.codec.OtherWriters#all")
    void shouldSayTheSameWhoeverWrites(Schema writer) throws RegistryUnavailableException {
        int outlined = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            Transfer transfer = new RandomRecords(seed).transfer();
            transfer.setRevision(0);
            outlined += requireTrue(transfer.getTransferId(), bytes.written(writer, OtherWriters.of(transfer, writer)))
                    ? 1
                    : 0;
        }
        assertThat(outlined).isPositive();
    }

    /** Returns whether there is an outline. */
    private boolean requireTrue(String transferId, byte[] value) throws RegistryUnavailableException {
        DecodeResult<io.tradewatch.engine.model.Transfer> decoded = decoder.decodeDeciding(value);
        TransferOutline outline = outlines.read(transferId.getBytes(UTF_8), value);
        if (outline == null) {
            return false;
        }
        io.tradewatch.engine.model.Transfer transfer = decoded.orElseThrow();
        assertThat(transfer.transferId()).isEqualTo(transferId);
        assertThat(transfer.revision()).isZero();
        assertThat(transfer.status()).isEqualTo(TransferStatus.DECLARED);
        assertThat(transfer.occurredAt().toEpochMilli()).isEqualTo(outline.occurredAt());
        return true;
    }

    @Test
    void shouldHaveAnOutlineOfWhatIsOrdinary() throws RegistryUnavailableException {
        byte[] value = known(bytes.ofJson(ORDINARY));

        assertThat(outlines.read("T-1".getBytes(UTF_8), value)).isNotNull();
        assertThat(outlines.read("T-2".getBytes(UTF_8), value)).isNull();
        assertThat(outlines.read(null, value)).isNull();
        assertThat(outlines.read("T-1".getBytes(UTF_8), null)).isNull();
        assertThat(outlines.read("T-1".getBytes(UTF_8), new byte[] {0, 0})).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"occurredAt\" -> \"revision\":1,\"occurredAt\"",
                "\"occurredAt\" -> \"status\":\"CANCELLED\",\"occurredAt\"",
                "\"DE\" -> \"de\"",
                "\"FR\" -> \"FRA\"",
                "NLRTM -> N",
                "\"itemNumber\":2 -> \"itemNumber\":1",
                "\"itemNumber\":1, -> "
            })
    void shouldHaveNoneOfWhatIsNot(String change) throws RegistryUnavailableException {
        String[] sides = change.split(" -> ?", 2);

        byte[] value = known(bytes.ofJson(ORDINARY.replace(sides[0], sides[1])));

        assertThat(ORDINARY).contains(sides[0]);
        assertThat(outlines.read("T-1".getBytes(UTF_8), value)).isNull();
    }

    @Test
    void shouldLeaveTheRegistryToWhoeverDecodes() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(ORDINARY);

        assertThat(outlines.read("T-1".getBytes(UTF_8), value)).isNull();
        assertThat(outlines.read("T-1".getBytes(UTF_8), known(value))).isNotNull();
    }

    @Test
    void shouldAllocateNothing() throws RegistryUnavailableException {
        int times = 10_000;
        byte[] key = "T-1".getBytes(UTF_8);
        byte[] value = known(bytes.ofJson(ORDINARY));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        outlines.read(key, value);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            outlines.read(key, value);
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / times).isZero();
    }

    /** Has its schema asked for, as whoever decodes does. */
    private byte[] known(byte[] value) throws RegistryUnavailableException {
        decoder.decodeDeciding(value);
        return value;
    }
}
