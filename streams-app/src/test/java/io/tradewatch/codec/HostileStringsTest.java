package io.tradewatch.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.reference.NaiveScreening;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.ShippedLaw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each text field of a transfer holds each hostile text: it is screened soon, and what cannot be read is told. */
@Tag("slow")
class HostileStringsTest {
    private static final MeasureCatalogue SHIPPED = ShippedLaw.catalogue();
    private static final Screening SCREENING =
            new Screening(MeasureIndex.compile(SHIPPED.law()), Screening.DEFAULT_MAX_VIOLATIONS);
    private static final NaiveScreening REFERENCE =
            new NaiveScreening(SHIPPED.tables(), Screening.DEFAULT_MAX_VIOLATIONS);

    /** The reference is plain, and slow with long texts; the engine takes a text of more than 1,000 for no name. */
    private static final int LONGEST_FOR_REFERENCE = 1_000;

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PLACEHOLDER = "~~~~";

    /** Every text of the contract is there, the location as well where its stop has no country. */
    private static final String TRANSFER = """
            {"transferId":"T-1","occurredAt":"2024-02-18T00:00:00Z",\
            "source":{"kind":"MANIFEST","name":"n","reference":"r"},\
            "countryOfDispatch":"%1$s","countryOfDestination":"%2$s",\
            "consignor":{"id":"i","name":"n","country":"%1$s","address":"a"},\
            "consignee":{"id":"i","name":"n","country":"%2$s","address":"a"},\
            "endUser":{"id":"i","name":"n","country":"%2$s","address":"a"},\
            "itinerary":[{"country":"NL","location":"NLRTM"},{"location":"BEANR"}],\
            "transport":{"mode":"1","vesselName":"v","vesselImo":"9","flag":"DK"},\
            "goodsItems":[{"itemNumber":1,"commodityCode":"%3$s","tariff":"CN","hsEdition":"HS2022","description":"d",\
            "countryOfOrigin":"%1$s","quantity":"1","unit":"C62","netMassKg":"2","value":{"amount":"3","currency":"EUR"},\
            "identifiers":[{"type":"VIN","value":"x"}]}]}
            """;

    private static final Map<String, Role> COUNTRIES = Map.of(
            "countryOfDispatch", Role.DISPATCH,
            "countryOfDestination", Role.DESTINATION,
            "consignor.country", Role.CONSIGNOR,
            "consignee.country", Role.CONSIGNEE,
            "endUser.country", Role.END_USER,
            "itinerary.0.country", Role.TRANSIT,
            "itinerary.1.country", Role.TRANSIT,
            "transport.flag", Role.FLAG,
            "goodsItems.0.countryOfOrigin", Role.ORIGIN);

    /** Those and the other fields by which rules decide. */
    private static final Set<String> OTHERS_THAT_DECIDE = Set.of(
            "itinerary.0.location",
            "itinerary.1.location",
            "goodsItems.0.commodityCode",
            "goodsItems.0.tariff",
            "goodsItems.0.hsEdition",
            "goodsItems.0.unit",
            "goodsItems.0.value.currency");

    private final TransferBytes bytes = new TransferBytes();
    private final TransferDecoder decoder = new SkippingTransferDecoder(bytes.schemas);
    private final OutlineReader outlines = new OutlineReader(bytes.schemas);

    @Test
    void shouldDrawOnACleanTransferInWhichEveryTextIsThere() throws RegistryUnavailableException {
        Transfer transfer = transfer("DE", "FR", "490199");
        byte[] value = bytes.of(transfer);

        assertThat(SCREENING.screen(decoder.decodeDeciding(value).orElseThrow()))
                .isEmpty();
        TransferOutline outline = outlines.read("T-1".getBytes(UTF_8), value);
        assertThat(outline).isNotNull();
        assertThat(SCREENING.isClear(outline)).isTrue();
        assertThat(texts(transfer)).hasSize(33).containsKeys(COUNTRIES.keySet().toArray(String[]::new));
        assertThat(texts(transfer)).containsKeys(OTHERS_THAT_DECIDE.toArray(String[]::new));
        assertThat(HostileStrings.all()).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE FR 490199", "RU KP 870340"})
    void shouldScreenEachTextInEachFieldAndTellWhatIsNoCountry(String base) throws RegistryUnavailableException {
        String[] parts = base.split(" ", -1);
        Transfer plain = transfer(parts[0], parts[1], parts[2]);
        for (String path : texts(plain).keySet()) {
            for (String text : HostileStrings.all()) {
                Transfer transfer = transfer(parts[0], parts[1], parts[2]);
                texts(transfer).get(path).set(text);
                byte[] value = bytes.of(transfer);
                List<Finding> findings = screened(path, text, carried(transfer.getTransferId()), value);
                Role role = COUNTRIES.get(path);
                if (role != null) {
                    requireTold(role, path, text, findings);
                }
            }
        }
    }

    /** What nothing writes in UTF-8 has to be refused or read, and must not end anything. */
    @Test
    void shouldScreenOrRefuseBytesThatAreNotUtf8() throws RegistryUnavailableException {
        List<byte[]> broken = List.of(
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'A'},
                new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80},
                new byte[] {'D', 'E', (byte) 0xf0, (byte) 0x9f});
        for (String path : texts(transfer("DE", "FR", "490199")).keySet()) {
            for (byte[] each : broken) {
                Transfer transfer = transfer("DE", "FR", "490199");
                texts(transfer).get(path).set(PLACEHOLDER);
                byte[] value = replaced(bytes.of(transfer), each);
                byte[] key = path.equals("transferId") ? each : "T-1".getBytes(UTF_8);

                screened(path, "bytes", key, value);
            }
        }
    }

    /** What the rules find; none where the transfer is a dead letter. */
    private List<Finding> screened(String path, String text, byte[] key, byte[] value)
            throws RegistryUnavailableException {
        String what = path + " = " + shown(text);
        // Whoever decodes asks the registry first; before that there is no outline.
        decoder.decodeDeciding(value);
        long start = System.nanoTime();
        TransferOutline outline = outlines.read(key, value);
        boolean isClear = outline != null && SCREENING.isClear(outline);
        DecodeResult<WholeTransfer> whole = decoder.decode(value, new RecordHeaders());
        DecodeResult<io.tradewatch.engine.model.Transfer> deciding = decoder.decodeDeciding(value);
        List<Finding> findings = deciding.found().map(SCREENING::screen).orElse(List.of());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(SOON);

        assertThat(whole.problem().isPresent())
                .as(what)
                .isEqualTo(deciding.problem().isPresent());
        assertThat(isClear && (deciding.problem().isPresent() || !findings.isEmpty()))
                .as("clear, and yet %s: %s", findings, what)
                .isFalse();
        if (text.length() <= LONGEST_FOR_REFERENCE
                && (COUNTRIES.containsKey(path) || OTHERS_THAT_DECIDE.contains(path))) {
            deciding.found()
                    .ifPresent(transfer ->
                            assertThat(findings).as(what).isEqualTo(REFERENCE.screen(transfer, SHIPPED.law(), null)));
        }
        return findings;
    }

    private static void requireTold(Role role, String path, String text, List<Finding> findings) {
        boolean isReadable = HostileStrings.ABSENT.contains(text) || HostileStrings.KNOWN.contains(text);
        UnreadableCountry told = new UnreadableCountry(role, firstHundred(new String(carried(text), UTF_8)));

        assertThat(findings.stream().anyMatch(finding -> finding.unreadable().contains(told)))
                .as("%s = %s is told: %s", path, shown(text), findings)
                .isEqualTo(!isReadable);
    }

    /** The first 100 characters, and of a pair of surrogates both or none. */
    private static String firstHundred(String text) {
        if (text.length() <= 100) {
            return text;
        }
        return text.codePointAt(99) > Character.MAX_VALUE ? text.substring(0, 99) : text.substring(0, 100);
    }

    /** What Avro writes: a surrogate without its pair becomes a question mark. */
    private static byte[] carried(String text) {
        return text.getBytes(UTF_8);
    }

    private static Transfer transfer(String from, String to, String code) {
        return AvroJson.read(TRANSFER.formatted(from, to, code), Transfer.class).orElseThrow();
    }

    /** A text in a record. */
    private record Place(IndexedRecord record, int field) {
        void set(String text) {
            record.put(field, text);
        }
    }

    /** Every text of a record and of what it holds, by its path; those that are absent as well. */
    private static Map<String, Place> texts(IndexedRecord record) {
        Map<String, Place> texts = new LinkedHashMap<>();
        collect(record, "", texts);
        return texts;
    }

    private static void collect(IndexedRecord record, String path, Map<String, Place> texts) {
        for (Schema.Field field : record.getSchema().getFields()) {
            String name = path + field.name();
            Object value = record.get(field.pos());
            if (isText(field.schema())) {
                texts.put(name, new Place(record, field.pos()));
            } else if (value instanceof IndexedRecord inner) {
                collect(inner, name + ".", texts);
            } else if (value instanceof List<?> list) {
                List<?> elements = new ArrayList<>(list);
                for (int i = 0; i < elements.size(); i++) {
                    collect((IndexedRecord) elements.get(i), name + "." + i + ".", texts);
                }
            }
        }
    }

    private static boolean isText(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(HostileStringsTest::isText)
                : schema.getType() == Schema.Type.STRING;
    }

    private static byte[] replaced(byte[] value, byte[] with) {
        byte[] result = value.clone();
        String latin = new String(value, ISO_8859_1);
        int at = latin.indexOf(PLACEHOLDER);
        assertThat(at).isNotNegative();
        System.arraycopy(with, 0, result, at, with.length);
        return result;
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(40).forEach(c -> shown.append(c > ' ' && c <= '~' ? "" + (char) c : "\\u%04x".formatted(c)));
        return shown + (text.length() > 40 ? "… (" + text.length() + ")" : "");
    }
}
