package io.tradewatch.cli.config;

import io.tradewatch.engine.rules.Screening;
import java.time.Duration;
import java.util.List;

/**
 * Every setting of Tradewatch, in the order of {@code config/tradewatch.yaml}. The sections {@code kafka} and
 * {@code schema-registry} also take any property of the clients behind them.
 */
public final class Keys {
    /** The section whose other entries go to Kafka's clients. */
    public static final String KAFKA = "kafka";
    /** The section whose other entries go to the registry's client. */
    public static final String SCHEMA_REGISTRY = "schema-registry";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final String TOPIC_NAME = "a topic name (1 to 249 of A-Z a-z 0-9 . _ -)";
    private static final String DURATIONS = " (30d, 12h, 5m, 10s, 500ms or ISO 8601: PT5S)";

    public static final Key<String> APPLICATION_ID = new Key<>(
            "application-id",
            "1 to 200 of A-Z a-z 0-9 . _ -",
            "tradewatch",
            "The name under which all instances share the work: consumer group, transactions and internal topics are"
                    + " named after it. Another name starts anew, with no memory of what was screened.",
            Parsers::applicationId);

    public static final Key<String> BOOTSTRAP_SERVERS = new Key<>(
            "kafka.bootstrap.servers",
            "host:port, several separated by commas",
            "127.0.0.1:9092",
            "Where Kafka is found.",
            Parsers::text);

    public static final Key<String> REGISTRY_URL = new Key<>(
            "schema-registry.url",
            "http:// or https:// addresses, separated by commas",
            "http://127.0.0.1:8081",
            "Where the schema registry is found, path included.",
            Parsers::urls);

    public static final Key<String> TOPICS_PREFIX = new Key<>(
            "topics.prefix",
            "0 to 200 of A-Z a-z 0-9 . _ -",
            "",
            "Goes in front of the default name of each topic; not in front of a name given below.",
            Parsers::topicPrefix);

    public static final Key<String> TOPICS_TRANSFERS = topic("transfers", "The movements of goods that are screened.");
    public static final Key<String> TOPICS_MEASURES = topic("measures", "The law: measures and reference tables.");
    public static final Key<String> TOPICS_VIOLATIONS = topic("violations", "The alerts.");
    public static final Key<String> TOPICS_DEAD_LETTERS =
            topic("dead-letters", "What could not be decoded or screened, with the reason.");

    public static final Key<String> PROCESSING_GUARANTEE = new Key<>(
            "screening.processing-guarantee",
            "exactly_once_v2 or at_least_once",
            "exactly_once_v2",
            "exactly_once_v2: a read_committed consumer sees each alert once. at_least_once: faster to appear, and a"
                    + " crash may repeat alerts, with the same violationId and sequence.",
            Parsers.oneOf("exactly_once_v2", "at_least_once"));

    public static final Key<Integer> THREADS = new Key<>(
            "screening.threads",
            "a whole number from 1 to 256",
            "1",
            "Screening threads in this instance. More than there are partitions of transfers stay idle.",
            Parsers.integer(1, 256));

    public static final Key<String> STATE_DIR = new Key<>(
            "screening.state-dir",
            "a folder; a relative one is taken from the folder of the installation",
            ".tradewatch/state",
            "Where the local copy of the state is kept. Losing it costs time, not data: it is restored from Kafka.",
            Parsers::text);

    public static final Key<String> GROUP_PROTOCOL = new Key<>(
            "screening.group-protocol",
            "classic or streams",
            "classic",
            "How instances share the partitions. streams: the brokers assign them (Kafka 4.2 or newer).",
            Parsers.oneOf("classic", "streams"));

    public static final Key<Duration> STARTUP_WAIT = new Key<>(
            "screening.startup-wait",
            "a duration from 0 to 1h" + DURATIONS,
            "60s",
            "How long run waits at its start for brokers and for the schema registry that do not answer yet. It says every"
                    + " 5 seconds what it waits for; after that it ends with exit code 1. 0: each is asked once.",
            Parsers.duration(Duration.ZERO, Duration.ofHours(1)));

    public static final Key<Duration> COMMIT_INTERVAL = new Key<>(
            "screening.commit-interval",
            "a duration from 10ms to 60s" + DURATIONS,
            "100ms",
            "How often results are committed. With exactly_once_v2 a read_committed consumer waits for it: lower means"
                    + " sooner, higher means less work for the brokers.",
            Parsers.duration(Duration.ofMillis(10), Duration.ofSeconds(60)));

    public static final Key<Duration> LOOK_BACK = new Key<>(
            "screening.look-back",
            "0, or a duration of at most 36500d" + DURATIONS,
            "30d",
            "How far back transfers are screened again when the law changes. The topics must keep records at least as"
                    + " long: topics check tells. 0 turns it off.",
            Parsers.duration(Duration.ZERO, YEAR.multipliedBy(100)));

    public static final Key<Integer> SLICE_RECORDS = new Key<>(
            "screening.slice-records",
            "a whole number from 1 to 100000",
            "100",
            "How many past transfers a rescreening reads at once. Lower keeps new transfers quick, higher ends the"
                    + " rescreening sooner. So many are in memory at once, each as large as transfers takes; at most"
                    + " 16 MiB of those in which something was found wait to be judged.",
            Parsers.integer(1, 100_000));

    public static final Key<Integer> MAX_FAILURES = new Key<>(
            "screening.max-failures-per-record",
            "a whole number from 1 to 100",
            "3",
            "How often screening a transfer may fail, for another reason than that something is unavailable, before the"
                    + " transfer becomes a dead letter (FAILED) and the next one goes on.",
            Parsers.integer(1, 100));

    public static final Key<Integer> MAX_VIOLATIONS = new Key<>(
            "screening.max-violations-per-transfer",
            "a whole number from 1 to " + Screening.HIGHEST_MAX_VIOLATIONS,
            Integer.toString(Screening.DEFAULT_MAX_VIOLATIONS),
            "How many violations of one transfer are published one by one. A transfer with more gets a single one"
                    + " instead, UNSCREENABLE with the doubt TOO_MANY_FINDINGS, which counts them by measure. All instances"
                    + " need the same number; screen, replay, explain, measures impact and the API use it too.",
            Parsers.integer(1, Screening.HIGHEST_MAX_VIOLATIONS));

    public static final Key<Duration> VIOLATION_MEMORY = new Key<>(
            "screening.violation-memory",
            "a duration from 1d to 36500d" + DURATIONS,
            "3650d",
            "How long withdrawn violations are remembered, at least the look-back. One that is found again after that"
                    + " begins anew with sequence 0. Open ones are never forgotten.",
            Parsers.duration(Duration.ofDays(1), YEAR.multipliedBy(100)));

    public static final Key<Duration> GATE_TIMEOUT = new Key<>(
            "screening.gate-timeout",
            "a duration from 1s to 10m" + DURATIONS + ", at most half of max.poll.interval.ms",
            "60s",
            "How long a task waits for this instance's law to catch up with the law that the task has already screened"
                    + " with, before its thread gives up and is replaced.",
            Parsers.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));

    public static final Key<Duration> MEASURES_DEBOUNCE = new Key<>(
            "screening.measures-debounce",
            "a duration from 0 to 60s" + DURATIONS,
            "200ms",
            "How long a change of the law waits for others before all are compiled together, so that a publication of many"
                    + " measures is compiled once or a few times.",
            Parsers.duration(Duration.ZERO, Duration.ofSeconds(60)));

    public static final Key<String> HTTP_HOST = new Key<>(
            "http.host",
            "an address of this machine, or a name for one",
            "127.0.0.1",
            "Where health, metrics and the API listen. Anything but this machine itself (127.0.0.1, ::1, localhost)"
                    + " needs http.token or http.user.",
            Parsers::text);

    public static final Key<Integer> HTTP_PORT = new Key<>(
            "http.port",
            "a whole number from 0 to 65535",
            "8080",
            "The port of health, metrics and the API; 0 takes any that is free.",
            Parsers.integer(0, 65_535));

    public static final Key<String> HTTP_TOKEN = new Key<>(
            "http.token",
            "nothing, or 16 characters or more without white space",
            "",
            "What a request must show as Authorization: Bearer. Health needs none, and tells its reasons only to who"
                    + " shows one.",
            Parsers::token);

    public static final Key<String> HTTP_USER = new Key<>(
            "http.user",
            "nothing, or user:password, the password with 12 characters or more",
            "",
            "The user and the password that a request may show as Authorization: Basic.",
            Parsers::user);

    public static final Key<String> HTTP_CERTIFICATE = new Key<>(
            "http.tls-certificate",
            "nothing, or a file in PEM; a relative one is taken from the folder of the installation",
            "",
            "The server's certificate, then those that vouch for it. With it, and with http.tls-private-key, the port"
                    + " speaks TLS (1.2 or 1.3) and nothing else. A renewed one is taken up at the next start.",
            written -> written);

    public static final Key<String> HTTP_PRIVATE_KEY = new Key<>(
            "http.tls-private-key",
            "nothing, or a file in PEM (PKCS #8 without a password); a relative one is taken from the folder of the"
                    + " installation",
            "",
            "The private key of http.tls-certificate: RSA, EC or Ed25519.",
            written -> written);

    public static final Key<Integer> HTTP_REQUESTS = new Key<>(
            "http.requests-per-second",
            "a whole number from 1 to 100000",
            "2000",
            "How many requests to the API are answered in a second; more get 429. What is left of the machine belongs to"
                    + " screening.",
            Parsers.integer(1, 100_000));

    public static final Key<Duration> MAX_LAW_AGE = new Key<>(
            "http.max-law-age",
            "0, or a duration of at most 36500d" + DURATIONS,
            "0",
            "How long ago the newest record of the law may have been published before the application says that it is"
                    + " not ready. 0: any time.",
            Parsers.duration(Duration.ZERO, YEAR.multipliedBy(100)));

    public static final Key<String> LOG_FORMAT = new Key<>(
            "log.format",
            "text or json",
            "text",
            "How run logs: lines for people, or one JSON object a line for programs, with transferId and violationId"
                    + " where an alert is meant.",
            Parsers.oneOf("text", "json"));

    /** All of them. */
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
                "topics." + name, TOPIC_NAME, "", doc + " Default: the prefix, then " + name + ".", Parsers::topic);
    }

    /** Whether a section takes entries that are not in the table. */
    static boolean isOpen(String section) {
        return section.equals(KAFKA) || section.equals(SCHEMA_REGISTRY);
    }
}
