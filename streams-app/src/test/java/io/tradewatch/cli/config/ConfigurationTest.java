package io.tradewatch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    private Path home;

    @Test
    void shouldTakeTheDefaultsWhereNobodySaysAnything() {
        Configuration configuration = reader(Map.of()).read();

        assertThat(configuration.get(Keys.APPLICATION_ID)).isEqualTo("tradewatch");
        assertThat(configuration.get(Keys.LOOK_BACK)).isEqualTo(Duration.ofDays(30));
        assertThat(configuration.kafka()).containsEntry("bootstrap.servers", "127.0.0.1:9092");
        assertThat(configuration.registry()).containsEntry("schema.registry.url", "http://127.0.0.1:8081");
        assertThat(configuration.topics()).isEqualTo(TopicNames.withPrefix(""));
    }

    @Test
    void shouldPutTheFileOverTheDefaultsTheEnvironmentOverTheFileAndOptionsOverAll() {
        write("screening:", "  threads: 2", "  look-back: 10d", "  commit-interval: PT1S");

        Configuration configuration = reader(
                        Map.of("TRADEWATCH_SCREENING_THREADS", "3", "TRADEWATCH_SCREENING_LOOK_BACK", "20d"))
                .option("screening.threads", "4", "--threads")
                .read();

        assertThat(configuration.get(Keys.THREADS)).isEqualTo(4);
        assertThat(configuration.get(Keys.LOOK_BACK)).isEqualTo(Duration.ofDays(20));
        assertThat(configuration.get(Keys.COMMIT_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.originOf("screening.threads")).isEqualTo("--threads");
        assertThat(configuration.originOf("screening.look-back")).isEqualTo("TRADEWATCH_SCREENING_LOOK_BACK");
        assertThat(configuration.originOf("screening.commit-interval")).endsWith("tradewatch.yaml:4");
        assertThat(configuration.originOf("screening.state-dir")).isEqualTo("default");
    }

    @Test
    void shouldNameFileLineKeyValueAndWhatIsAllowedForEveryWrongValueAtOnce() {
        write(
                "application-id: has blanks",
                "screening:",
                "  threads: none",
                "  look-back: -1d",
                "  group-protocol: p2p");

        assertThat(problems(reader(Map.of("TRADEWATCH_SCREENING_GATE_TIMEOUT", "1ms"))))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one)
                                .contains("tradewatch.yaml:1: application-id is 'has blanks', expected 1 to 200 of"),
                        one -> assertThat(one)
                                .contains("yaml:3: screening.threads is 'none', expected a whole number from 1 to 256"),
                        one -> assertThat(one)
                                .contains("yaml:4: screening.look-back is '-1d', expected 0, or a duration"),
                        one -> assertThat(one)
                                .contains("yaml:5: screening.group-protocol is 'p2p', expected classic or streams"),
                        one -> assertThat(one)
                                .contains(
                                        "TRADEWATCH_SCREENING_GATE_TIMEOUT: screening.gate-timeout is '1ms', expected"));
    }

    @Test
    void shouldSuggestTheNearestNameForAnUnknownOne() {
        write("screening:", "  lock-back: 10d", "aplication-id: x", "kafka:", "  boostrap.servers: a:1");

        assertThat(problems(reader(Map.of("TRADEWATCH_SCREENING_THREAD", "1"))))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one)
                                .contains(
                                        ":2: no such setting: 'screening.lock-back'; did you mean 'screening.look-back'?"),
                        one -> assertThat(one).contains(":3:").contains("did you mean 'application-id'?"),
                        one -> assertThat(one).contains(":5:").contains("did you mean 'bootstrap.servers'?"),
                        one -> assertThat(one)
                                .contains("TRADEWATCH_SCREENING_THREAD: no such setting")
                                .contains("did you mean 'TRADEWATCH_SCREENING_THREADS'?"));
    }

    @Test
    void shouldRefuseAKeyThatStandsTwiceAndWhatIsNoYaml() {
        write("application-id: a", "application-id: b");
        assertThat(problems(reader(Map.of()))).singleElement().asString().contains(":2: 'application-id' stands twice");

        write("application-id: [a");
        assertThat(problems(reader(Map.of()))).singleElement().asString().contains("is not YAML");
    }

    @Test
    void shouldRefuseAFileThatIsNamedAndNotThere() {
        assertThat(problems(reader(Map.of()).file(home.resolve("other.yaml"))))
                .singleElement()
                .asString()
                .contains("other.yaml: does not exist");
    }

    @Test
    void shouldPassClientPropertiesThrough() {
        write(
                "kafka:",
                "  bootstrap.servers: [a:1, b:2]",
                "  consumer.fetch.min.bytes: 10",
                "  my.plugin.setting: x",
                "schema-registry:",
                "  basic.auth.credentials.source: USER_INFO",
                "  ssl.truststore.location: /t.p12");

        Configuration configuration =
                reader(Map.of("TRADEWATCH_KAFKA_SECURITY_PROTOCOL", "SSL")).read();

        assertThat(configuration.kafka())
                .containsOnly(
                        Map.entry("bootstrap.servers", "a:1,b:2"),
                        Map.entry("consumer.fetch.min.bytes", "10"),
                        Map.entry("my.plugin.setting", "x"),
                        Map.entry("security.protocol", "SSL"));
        assertThat(configuration.registry())
                .containsOnly(
                        Map.entry("schema.registry.url", "http://127.0.0.1:8081"),
                        Map.entry("basic.auth.credentials.source", "USER_INFO"),
                        Map.entry("schema.registry.ssl.truststore.location", "/t.p12"));
    }

    @Test
    void shouldRefuseClientPropertiesThatTradewatchSetsAndValuesThatKafkaRefuses() {
        write(
                "kafka:",
                "  processing.guarantee: x",
                "  isolation.level: y",
                "  security.protocol: SLS",
                "  retries: many");

        assertThat(problems(reader(Map.of())))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("set 'screening.processing-guarantee' instead"),
                        one -> assertThat(one).contains("kafka.isolation.level cannot be set"),
                        one -> assertThat(one)
                                .contains("kafka.security.protocol is 'SLS', expected a value of type string"),
                        one -> assertThat(one).contains("kafka.retries is 'many', expected a value of type int"));
    }

    @Test
    void shouldFetchSecretsFromTheEnvironmentAndFromFilesAndNeverShowThem() throws IOException {
        Path secret = Files.writeString(home.resolve("jaas"), "jaas-of-the-file\n");
        write(
                "kafka:",
                "  sasl.jaas.config: ${file:" + secret + "}",
                "  ssl.key.password: written-by-mistake",
                "schema-registry:",
                "  url: http://user:hidden@registry:8081",
                "  basic.auth.user.info: ${env:WHO}:${env:WORD}");

        Configuration configuration =
                reader(Map.of("WHO", "me", "WORD", "s3cret")).read();

        assertThat(configuration.kafka()).containsEntry("sasl.jaas.config", "jaas-of-the-file");
        assertThat(configuration.registry()).containsEntry("basic.auth.user.info", "me:s3cret");
        assertThat(configuration.describe())
                .contains("kafka.sasl.jaas.config = ${file:")
                .contains("kafka.ssl.key.password = ********")
                .contains("http://********@registry:8081")
                .doesNotContain("jaas-of-the-file", "written-by-mistake", "s3cret", "hidden");
        assertThat(configuration.toString()).isEqualTo(configuration.describe());
    }

    @Test
    void shouldSayWhichSecretIsMissing() {
        write("kafka:", "  ssl.key.password: ${env:NOT_THERE}", "  ssl.truststore.password: ${file:/not/there}");

        assertThat(problems(reader(Map.of())))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains(":2:").contains("environment variable NOT_THERE is not set"),
                        one -> assertThat(one).contains(":3:").contains("the file /not/there cannot be read"));
    }

    @Test
    void shouldPutThePrefixInFrontOfDefaultNamesOnly() {
        write("topics:", "  prefix: demo-", "  measures: the-law");

        assertThat(reader(Map.of()).read().topics())
                .isEqualTo(new TopicNames("demo-transfers", "the-law", "demo-violations", "demo-dead-letters"));
    }

    @Test
    void shouldRefuseWhatIsLegalAloneAndNotTogether() {
        write("topics:", "  transfers: x", "  violations: x", "screening:", "  gate-timeout: 200s");

        assertThat(problems(reader(Map.of())))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("expected four different topics"),
                        one -> assertThat(one).contains("half of kafka.max.poll.interval.ms"));
    }

    @Test
    void shouldTakeACertificateOnlyWithItsKeyAndShowNothingOfTheKey() {
        assertThat(problems(reader(Map.of("TRADEWATCH_HTTP_TLS_CERTIFICATE", "tls.crt"))))
                .containsExactly("one of http.tls-certificate and http.tls-private-key is set; expected both, or none");

        assertThat(reader(Map.of(
                                "TRADEWATCH_HTTP_TLS_CERTIFICATE", "tls.crt",
                                "TRADEWATCH_HTTP_TLS_PRIVATE_KEY", "-----BEGIN PRIVATE KEY-----"))
                        .read()
                        .describe())
                .contains("http.tls-certificate = tls.crt", "http.tls-private-key = ********");
    }

    @Test
    void shouldListenToOthersOnlyWithATokenOrAUserAndShowNeither() {
        assertThat(problems(reader(Map.of("TRADEWATCH_HTTP_HOST", "0.0.0.0"))))
                .singleElement()
                .asString()
                .contains("http.host is '0.0.0.0'", "neither http.token nor http.user is set");
        assertThat(problems(reader(Map.of("TRADEWATCH_HTTP_TOKEN", "too-short", "TRADEWATCH_HTTP_USER", "me:short"))))
                .hasSize(2)
                .allMatch(problem -> problem.contains("********") && !problem.contains("short"));

        assertThat(reader(Map.of("TRADEWATCH_HTTP_HOST", "0.0.0.0", "TRADEWATCH_HTTP_TOKEN", "long-enough-a-token"))
                        .read()
                        .describe())
                .contains("http.host = 0.0.0.0", "http.token = ********");
        assertThat(reader(Map.of("TRADEWATCH_HTTP_HOST", "::", "TRADEWATCH_HTTP_USER", "me:long-enough-too"))
                        .read()
                        .describe())
                .contains("http.user = ********");
    }

    @Test
    void shouldNotMindWhatKubernetesSetsForAServiceNamedTradewatch() {
        assertThat(reader(Map.of(
                                "TRADEWATCH_PORT",
                                "tcp://10.0.0.1:80",
                                "TRADEWATCH_SERVICE_HOST",
                                "10.0.0.1",
                                "TRADEWATCH_PORT_80_TCP_ADDR",
                                "10.0.0.1",
                                "TRADEWATCH_KAFKA_SERVICE_HOST",
                                "10.0.0.2"))
                        .read()
                        .kafka())
                .containsOnlyKeys("bootstrap.servers");
    }

    private ConfigurationReader reader(Map<String, String> environment) {
        return new ConfigurationReader(home, environment);
    }

    private void write(String... lines) {
        try {
            Path file = home.resolve("config/tradewatch.yaml");
            Files.createDirectories(home.resolve("config"));
            Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> problems(ConfigurationReader reader) {
        return catchThrowableOfType(ConfigurationException.class, reader::read).problems();
    }
}
