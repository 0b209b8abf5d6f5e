package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.ListedRole;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class InternerTest {
    private final Interner shared = new Interner();

    @Test
    void shouldKeepWhatIsEqualOnce() {
        assertThat(shared.text(text("UN"))).isSameAs(shared.text(text("UN")));
        assertThat(shared.list(List.of(text("KP")))).isSameAs(shared.list(List.of(text("KP"))));
        assertThat(shared.roles(List.of(text("ex TRANSIT"))))
                .isSameAs(shared.roles(List.of(text("ex TRANSIT"))))
                .containsExactly(new ListedRole(Role.TRANSIT, true));
        assertThat(shared.prefixes(List.of(text("ex 8903"), text("8703"), text("8703"))))
                .containsExactly(
                        new CommodityPrefix("8903", true),
                        new CommodityPrefix("8703", false),
                        new CommodityPrefix("8703", false))
                .satisfies(prefixes -> assertThat(prefixes.get(1)).isSameAs(prefixes.get(2)));
    }

    @Test
    void shouldNotChangeWithAListThatItWasGiven() {
        List<String> given = new ArrayList<>(List.of("KP"));
        List<String> kept = shared.list(given);
        given.set(0, "IR");

        assertThat(shared.list(List.of("KP"))).isSameAs(kept).containsExactly("KP");
    }

    @Test
    void shouldRefuseWhatIsNoPrefixEachTime() {
        for (int time = 0; time < 2; time++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shared.prefixes(List.of("870")))
                    .withMessageContaining("'870'");
        }
    }

    /** What measures said once must not fill the memory of a process that runs for years. */
    @Test
    void shouldForgetWhenItHasRememberedVeryMany() {
        String first = shared.text(text("text 0"));
        for (int number = 1; number < Interner.MOST; number++) {
            shared.text("text " + number);
        }
        assertThat(shared.text(text("text 0"))).isSameAs(first);

        shared.text("one more");

        assertThat(shared.text(text("text 0"))).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void shouldBeSharedByTheMeasuresThatOneDecoderReads() throws RegistryUnavailableException {
        RegistrySchemas schemas = new RegistrySchemas(new MockSchemaRegistryClient(), "memory", () -> 0);
        RegistryEncoder<SpecificRecord> encoder = RegistryEncoder.law(schemas, "measures", Registration.AUTOMATIC);
        RulesetRecordDecoder decoder = new RulesetRecordDecoder(schemas);
        byte[] value = encoder.encode(new RandomRecords(1).usableMeasure());

        Measure one = measure(decoder.decode(value));
        Measure other = measure(decoder.decode(value));

        assertThat(one).isEqualTo(other).isNotSameAs(other);
        assertThat(one.commodities().get(0)).isSameAs(other.commodities().get(0));
        assertThat(one.targets()).isSameAs(other.targets());
        assertThat(one.instrument()).isSameAs(other.instrument());
    }

    private static Measure measure(DecodeResult<RulesetRecord> read) {
        return ((RulesetRecord.Revision) read.orElseThrow()).measure();
    }

    /** An object of its own, as a decoder makes them. */
    private static String text(String text) {
        return new String(text.toCharArray());
    }
}
