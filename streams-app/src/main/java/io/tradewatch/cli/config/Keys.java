package io.tradewatch.cli.config;

import io.tradewatch.engine.rules.Screening;
import java.time.Duration;
import java.util.List;

/**
 * Every setting of Tradewatch, in the order of {@code config/tradewatch.yaml}. The sections {@code kafka} and
 * {@code schema-registry} also accept any property of their clients.
 */
public final class Keys {
    /** The section whose other entries are passed to Kafka's clients. */
    public static final String KAFKA = "kafka";
    /** The section whose other entries are passed to the registry's client. */
    public static final String SCHEMA_REGISTRY = "schema-registry";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final String TOPIC_NAME = "a topic name (1 to 249 of A-Z a-z 0-9 . _ -)";
    private static final String DURATIONS = " (30d, 12h, 5m, 10s, 500ms or ISO 8601: PT5S)";

    public static final Key<String> APPLICATION_ID = new Key<>(
            "application-id",
            "1 to 200 of A-Z a-z 0-9 . _ -",
            "tradewatch",
            "The name that all instances of one application share. The consumer group, the transactions and"
                    + " the internal topics are named after it. An application with a new name starts with empty state:"
                    + " it has no record of what was screened before.",
            Parsers::applicationId);

    public static final Key<String> BOOTSTRAP_SERVERS = new Key<>(
            "kafka.bootstrap.servers",
            "host:port, several separated by commas",
            "127.0.0.1:9092",
            "The addresses of one or more Kafka brokers.",
            Parsers::text);

    public static final Key<String> REGISTRY_URL = new Key<>(
            "schema-registry.url",
            "http:// or https:// addresses, separated by commas",
            "http://127.0.0.1:8081",
            "The addresses of the schema registry, including the path.",
            Parsers::urls);

    public static final Key<String> TOPICS_PREFIX = new Key<>(
            "topics.prefix",
            "0 to 200 of A-Z a-z 0-9 . _ -",
            "",
            "The prefix of the default topic names. It is not added to a name that is set below.",
            Parsers::topicPrefix);

    public static final Key<String> TOPICS_TRANSFERS = topic("transfers", "The movements of goods that are screened.");
    public static final Key<String> TOPICS_MEASURES = topic("measures", "The measures and reference tables.");
    public static final Key<String> TOPICS_VIOLATIONS = topic("violations", "The alerts.");
    public static final Key<String> TOPICS_DEAD_LETTERS =
            topic("dead-letters", "Transfers that could not be decoded or screened, with the reason.");

    public static final Key<String> PROCESSING_GUARANTEE = new Key<>(
            "screening.processing-guarantee",
            "exactly_once_v2 or at_least_once",
            "exactly_once_v2",
            "exactly_once_v2: a read_committed consumer sees each alert once. at_least_once: alerts appear"
                    + " sooner, but a crash can repeat alerts, with the same violationId and sequence.",
            Parsers.oneOf("exactly_once_v2", "at_least_once"));

    public static final Key<Integer> THREADS = new Key<>(
            "screening.threads",
            "a whole number from 1 to 256",
            "1",
            "The number of screening threads in this instance. Threads in excess of the partitions of the"
                    + " transfers topic stay idle.",
            Parsers.integer(1, 256));

    public static final Key<String> STATE_DIR = new Key<>(
            "screening.state-dir",
            "a folder; a relative path starts at the folder of the installation",
            ".tradewatch/state",
            "The folder of the local state. If it is lost, the state is restored from Kafka: that takes"
                    + " time, but no data is lost.",
            Parsers::text);

    public static final Key<String> GROUP_PROTOCOL = new Key<>(
            "screening.group-protocol",
            "classic or streams",
            "classic",
            "The protocol by which instances share the partitions. streams: the brokers assign them (Kafka"
                    + " 4.2 or newer).",
            Parsers.oneOf("classic", "streams"));

    public static final Key<Duration> STARTUP_WAIT = new Key<>(
            "screening.startup-wait",
            "a duration from 0 to 1h" + DURATIONS,
            "60s",
            "How long run waits at startup for brokers and a schema registry that do not answer. Every 5"
                    + " seconds it reports what it waits for. After this time it ends with exit code 1. 0: run tries"
                    + " each of them once.",
            Parsers.duration(Duration.ZERO, Duration.ofHours(1)));

    public static final Key<Duration> COMMIT_INTERVAL = new Key<>(
            "screening.commit-interval",
            "a duration from 10ms to 60s" + DURATIONS,
            "100ms",
            "The interval between commits. With exactly_once_v2, a read_committed consumer sees alerts only"
                    + " after the commit: a lower value shows them sooner, a higher value means less work for the"
                    + " brokers.",
            Parsers.duration(Duration.ofMillis(10), Duration.ofSeconds(60)));

    public static final Key<Duration> LOOK_BACK = new Key<>(
            "screening.look-back",
            "0, or a duration of at most 36500d" + DURATIONS,
            "30d",
            "The age up to which past transfers are screened again when the measures change. The topics must"
                    + " keep records at least as long; topics check verifies this. 0 turns rescreening off.",
            Parsers.duration(Duration.ZERO, YEAR.multipliedBy(100)));

    public static final Key<Integer> SLICE_RECORDS = new Key<>(
            "screening.slice-records",
            "a whole number from 1 to 100000",
            "100",
            "The number of past transfers that a rescreening reads at once. A lower value delays new"
                    + " transfers less; a higher value completes the rescreening sooner. All of these transfers are in"
                    + " memory at the same time, each as large as the transfers topic allows. At most 16 MiB of"
                    + " transfers with findings wait to be processed.",
            Parsers.integer(1, 100_000));

    public static final Key<Integer> MAX_FAILURES = new Key<>(
            "screening.max-failures-per-record",
            "a whole number from 1 to 100",
            "3",
            "How many times screening of a transfer can fail before the transfer becomes a dead letter"
                    + " (FAILED) and processing continues with the next one. Failures because a service is unavailable"
                    + " do not count.",
            Parsers.integer(1, 100));

    public static final Key<Integer> MAX_VIOLATIONS = new Key<>(
            "screening.max-violations-per-transfer",
            "a whole number from 1 to " + Screening.HIGHEST_MAX_VIOLATIONS,
            Integer.toString(Screening.DEFAULT_MAX_VIOLATIONS),
            "The maximum number of violations of one transfer that are published one by one. A transfer with"
                    + " more violations gets a single alert instead, UNSCREENABLE with the doubt TOO_MANY_FINDINGS,"
                    + " which counts them by measure. All instances need the same value. screen, replay, explain,"
                    + " measures impact and the API use it too.",
            Parsers.integer(1, Screening.HIGHEST_MAX_VIOLATIONS));

    public static final Key<Duration> VIOLATION_MEMORY = new Key<>(
            "screening.violation-memory",
            "a duration from 1d to 36500d" + DURATIONS,
            "3650d",
            "How long withdrawn violations are kept in the state, at least the look-back. A violation that"
                    + " is found again after this time starts again at sequence 0. Open violations are kept without"
                    + " limit.",
            Parsers.duration(Duration.ofDays(1), YEAR.multipliedBy(100)));

    public static final Key<Duration> GATE_TIMEOUT = new Key<>(
            "screening.gate-timeout",
            "a duration from 1s to 10m" + DURATIONS + ", at most half of max.poll.interval.ms",
            "60s",
            "How long a task waits until the ruleset of this instance is as new as the ruleset that the task"
                    + " has already screened with. After this time, the thread of the task fails and is replaced.",
            Parsers.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));

    public static final Key<Duration> MEASURES_DEBOUNCE = new Key<>(
            "screening.measures-debounce",
            "a duration from 0 to 60s" + DURATIONS,
            "200ms",
            "How long the application waits for further changes of the measures before it compiles the"
                    + " ruleset. A publication of many measures is then compiled once or a few times.",
            Parsers.duration(Duration.ZERO, Duration.ofSeconds(60)));

    public static final Key<String> HTTP_HOST = new Key<>(
            "http.host",
            "an address of this machine, or a name for one",
            "127.0.0.1",
            "The address on which health, metrics and the API listen. Any address other than this machine"
                    + " itself (127.0.0.1, ::1, localhost) requires http.token or http.user.",
            Parsers::text);

    public static final Key<Integer> HTTP_PORT = new Key<>(
            "http.port",
            "a whole number from 0 to 65535",
            "8080",
            "The port of health, metrics and the API. 0: any free port.",
            Parsers.integer(0, 65_535));

    public static final Key<String> HTTP_TOKEN = new Key<>(
            "http.token",
            "empty, or 16 characters or more without white space",
            "",
            "The token that a request must send as Authorization: Bearer. The health endpoints need no"
                    + " token, but give their reasons only to authenticated requests.",
            Parsers::token);

    public static final Key<String> HTTP_USER = new Key<>(
            "http.user",
            "empty, or user:password, the password with 12 characters or more",
            "",
            "The user and the password that a request can send as Authorization: Basic.",
            Parsers::user);

    public static final Key<String> HTTP_CERTIFICATE = new Key<>(
            "http.tls-certificate",
            "empty, or a PEM file; a relative path starts at the folder of the installation",
            "",
            "The server's certificate, followed by its intermediate certificates. With this setting and"
                    + " http.tls-private-key, the port accepts only TLS (1.2 or 1.3). A renewed certificate takes"
                    + " effect at the next start.",
            written -> written);

    public static final Key<String> HTTP_PRIVATE_KEY = new Key<>(
            "http.tls-private-key",
            "empty, or a PEM file (PKCS #8 without a password); a relative path starts at the folder of the"
                    + " installation",
            "",
            "The private key of http.tls-certificate: RSA, EC or Ed25519.",
            written -> written);

    public static final Key<Integer> HTTP_REQUESTS = new Key<>(
            "http.requests-per-second",
            "a whole number from 1 to 100000",
            "2000",
            "The maximum number of API requests per second. Further requests get status 429, so that CPU"
                    + " time remains for screening.",
            Parsers.integer(1, 100_000));

    public static final Key<Duration> MAX_LAW_AGE = new Key<>(
            "http.max-law-age",
            "0, or a duration of at most 36500d" + DURATIONS,
            "0",
            "The maximum age of the newest record in the measures topic. If the record is older, the"
                    + " application reports that it is not ready. 0: no maximum.",
            Parsers.duration(Duration.ZERO, YEAR.multipliedBy(100)));

    public static final Key<String> LOG_FORMAT = new Key<>(
            "log.format",
            "text or json",
            "text",
            "The format of the log of run. text: lines for people. json: one JSON object per line for"
                    + " programs, with transferId and violationId where the message is about an alert.",
            Parsers.oneOf("text", "json"));

    /** All keys. */
    public static final List<Key<?>> ALL = List.of(
            APPLICATION_ID,
            BOOTSTRAP_SERVERS,
            REGISTRY_URL,
            TOPICS_PREFIX,
            TOPICS_TRANSFERS,
            TOPICS_MEASURES,
            TOPICS_VIOLATIONS,
            TOPICS_DEAD_LETTERS,
            PROCESSING_GUARANTEE,
            THREADS,
            STATE_DIR,
            GROUP_PROTOCOL,
            STARTUP_WAIT,
            COMMIT_INTERVAL,
            LOOK_BACK,
            VIOLATION_MEMORY,
            SLICE_RECORDS,
            MAX_FAILURES,
            MAX_VIOLATIONS,
            GATE_TIMEOUT,
            MEASURES_DEBOUNCE,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_TOKEN,
            HTTP_USER,
            HTTP_CERTIFICATE,
            HTTP_PRIVATE_KEY,
            HTTP_REQUESTS,
            MAX_LAW_AGE,
            LOG_FORMAT);

    private Keys() {}

    private static Key<String> topic(String name, String doc) {
        return new Key<>(
                "topics." + name,
                TOPIC_NAME,
                "",
                doc + " Default: the prefix followed by " + name + ".",
                Parsers::topic);
    }

    /** Whether a section accepts entries outside the table. */
    static boolean isOpen(String section) {
        return section.equals(KAFKA) || section.equals(SCHEMA_REGISTRY);
    }
}
