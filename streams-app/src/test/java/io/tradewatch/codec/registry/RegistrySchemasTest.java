package io.tradewatch.codec.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.tradewatch.codec.StubRegistry;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real web server, through Confluent's real client: what settles something, and what does not. */
class RegistrySchemasTest {
    private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";
    private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";

    @Test
    void shouldReturnTheSchemaThatTheRegistryHas() throws Exception {
        try (StubRegistry registry = new StubRegistry(200, FOUND);
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            assertThat(schemas.byId(7)).isEqualTo(DecodeResult.of(Schema.create(Schema.Type.STRING)));
            assertThat(registry.requests()).containsExactly("GET /schemas/ids/7");
        }
    }

    @Test
    void shouldRememberForEverWhatWasFound() throws Exception {
        try (StubRegistry registry = new StubRegistry(200, FOUND);
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            schemas.byId(7);
            registry.answer(503, "");

            assertThat(schemas.byId(7)).isInstanceOf(DecodeResult.Decoded.class);
        }
    }

    @Test
    void shouldRememberOnlyBrieflyWhatWasNotFound() throws Exception {
        AtomicLong now = new AtomicLong();
        try (StubRegistry registry = new StubRegistry(404, NOT_FOUND);
                RegistrySchemas schemas = new RegistrySchemas(
                        new CachedSchemaRegistryClient(
                                registry.url(), 10, RegistryClientSettings.withDefaults(registry.properties())),
                        registry.url(),
                        now::get)) {
            requireUnknown(schemas, 7);
            registry.answer(200, FOUND);
            requireUnknown(schemas, 7);

            now.addAndGet(Absences.MEMORY.toNanos());

            assertThat(schemas.byId(7)).isInstanceOf(DecodeResult.Decoded.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | {"error_code":40403,"message":"Schema 7 not found"}
                    404 | {"error_code":40401,"message":"Subject not found"}
                    200 | {"schemaType":"JSON","schema":"{}"}
                    200 | {"schemaType":"PROTOBUF","schema":"syntax = \\"proto3\\";"}
                    200 | {"schema":"{\\"type\\":\\"record\\"}"}
                    200 | {"schema":"this is not Avro"}
                    """)
    void shouldTakeForADefectWhatTheRegistryHasSettled(int status, String body) throws Exception {
        try (StubRegistry registry = new StubRegistry(status, body);
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            requireUnknown(schemas, 7);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | {"error_code":40101,"message":"Unauthorized"}
                    403 | {"error_code":40301,"message":"Forbidden"}
                    404 | <html>no such page</html>
                    404 | {"error_code":404,"message":"HTTP 404 Not Found"}
                    408 | {"error_code":408,"message":"Request timeout"}
                    429 | {"error_code":429,"message":"Too many requests"}
                    500 | {"error_code":50001,"message":"Error in the backend data store"}
                    502 | <html>bad gateway</html>
                    503 | {"error_code":503,"message":"Service unavailable"}
                    504 | {"error_code":504,"message":"Gateway timeout"}
                    200 | <html>please log in</html>
                    """)
    void shouldNotTakeForADefectWhatMayBeDifferentInAMoment(int status, String body) throws Exception {
        try (StubRegistry registry = new StubRegistry(status, body);
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            assertThatThrownBy(() -> schemas.byId(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(registry.url());
        }
    }

    @Test
    void shouldNotTakeARegistryThatIsNotThereForADefect() throws Exception {
        String url = "http://127.0.0.1:" + freePort();
        try (RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", url))) {
            assertThatThrownBy(() -> schemas.byId(7)).isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(schemas::requireReachable).isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(() -> schemas.subjects().idOf("a", Contracts.TRANSFER, Registration.AUTOMATIC))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void shouldGiveUpOnARegistryThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RegistrySchemas schemas = RegistrySchemas.connect(Map.of(
                        "schema.registry.url",
                        "http://127.0.0.1:" + silent.getLocalPort(),
                        "http.read.timeout.ms",
                        "200"))) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> schemas.byId(7)).isInstanceOf(RegistryUnavailableException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void shouldAskTheOtherAddressWhereOneDoesNotAnswer() throws Exception {
        try (StubRegistry registry = new StubRegistry(200, FOUND);
                RegistrySchemas schemas = RegistrySchemas.connect(
                        Map.of("schema.registry.url", "http://127.0.0.1:" + freePort() + ", " + registry.url()))) {
            assertThat(schemas.byId(7)).isInstanceOf(DecodeResult.Decoded.class);
        }
    }

    @Test
    void shouldSayWhoItIs() throws Exception {
        try (StubRegistry registry = new StubRegistry(200, FOUND)) {
            for (String prefix : new String[] {"", "schema.registry."}) {
                Map<String, String> properties = new HashMap<>(registry.properties());
                properties.put(prefix + "basic.auth.credentials.source", "USER_INFO");
                properties.put(prefix + "basic.auth.user.info", "watch:secret");
                try (RegistrySchemas schemas = RegistrySchemas.connect(properties)) {
                    schemas.byId(7);
                }
                assertThat(registry.authorization()).isEqualTo("Basic d2F0Y2g6c2VjcmV0");
            }
        }
    }

    @Test
    void shouldCheckTheHostsCertificateUnlessToldOtherwise() {
        String setting = "schema.registry.ssl.endpoint.identification.algorithm";

        assertThat(RegistryClientSettings.withDefaults(Map.of())).containsEntry(setting, "https");
        assertThat(RegistryClientSettings.withDefaults(Map.of(setting, ""))).containsEntry(setting, "");
        assertThat(RegistryClientSettings.withDefaults(Map.of("ssl.endpoint.identification.algorithm", "")))
                .containsEntry(setting, "https");
    }

    @Test
    void shouldLetBothNamesOfASettingCount() {
        assertThat(RegistryClientSettings.withDefaults(Map.of("http.read.timeout.ms", "1")))
                .containsEntry("http.read.timeout.ms", "1")
                .doesNotContainKey("schema.registry.http.read.timeout.ms");
    }

    @Test
    void shouldDemandAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistrySchemas.connect(Map.of()))
                .withMessageContaining("schema.registry.url");
    }

    @Test
    void shouldFindARegistryThatIsThere() throws Exception {
        try (StubRegistry registry = new StubRegistry(200, "[]");
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            schemas.requireReachable();
            registry.answer(401, "{\"error_code\":40101,\"message\":\"Unauthorized\"}");

            assertThatThrownBy(schemas::requireReachable)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("Unauthorized");
        }
    }

    @Test
    void shouldNotTakeForARefusalThatSomebodyElseRegisteredTheSameAtTheSameMoment() throws Exception {
        try (StubRegistry registry = new StubRegistry(200, "{\"id\":7}");
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            registry.answerOnceWith(409);

            assertThat(schemas.subjects().idOf("transfers-value", Contracts.TRANSFER, Registration.AUTOMATIC))
                    .isEqualTo(7);
        }
    }

    @Test
    void shouldSayThatAContractIsRefused() throws Exception {
        try (StubRegistry registry = new StubRegistry(409, "{\"error_code\":409,\"message\":\"incompatible\"}");
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            assertThatThrownBy(() ->
                            schemas.subjects().idOf("transfers-value", Contracts.TRANSFER, Registration.AUTOMATIC))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("transfers-value");
        }
    }

    @Test
    void shouldUseOnlyRegisteredContractsWhereToldSo() throws Exception {
        try (RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", "mock://registered"))) {
            assertThatThrownBy(() -> schemas.subjects()
                            .idOf("transfers-value", Contracts.TRANSFER, Registration.REGISTERED_ONLY))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("not registered");

            int id = schemas.subjects().idOf("transfers-value", Contracts.TRANSFER, Registration.AUTOMATIC);

            assertThat(schemas.subjects().idOf("transfers-value", Contracts.TRANSFER, Registration.REGISTERED_ONLY))
                    .isEqualTo(id);
        }
    }

    private static void requireUnknown(RegistrySchemas schemas, int id) throws RegistryUnavailableException {
        assertThat(schemas.byId(id).problem())
                .hasValueSatisfying(defect -> assertThat(defect.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
