package io.tradewatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.ruleset.LawRecords;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Decodes and compiles a law in a JVM of its own, in which nothing was decoded or compiled before: once cold, then again until
 * it is warm, and weighs what it keeps.
 */
final class LawLoading {
    private static final String MARK = "law-loading: ";
    private static final int TIMES = 8;
    private static final int COLLECTIONS = 3;

    private LawLoading() {}

    /**
     * What came out.
     *
     * @param coldDecoding seconds, of the first time
     * @param coldCompiling seconds, of the first time
     * @param warmDecoding seconds, of the last time
     * @param warmCompiling seconds, of the last time
     * @param measureBytes heap of the decoded measures
     * @param indexBytes heap of the index beside these
     */
    record Loaded(
            double coldDecoding,
            double coldCompiling,
            double warmDecoding,
            double warmCompiling,
            double measureBytes,
            double indexBytes) {}

    /** Starts the JVM, with as much memory as this one, and returns when it has ended. */
    static Loaded run(BenchCluster cluster, TopicNames topics, int measures) throws IOException {
        List<String> command = Jvm.command(
                List.of("-Xmx1g"),
                Jvm.classPath(),
                LawLoading.class.getName(),
                List.of(
                        cluster.kafka().get("bootstrap.servers").toString(),
                        cluster.registry().get("schema.registry.url").toString(),
                        topics.measures(),
                        Integer.toString(measures)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            double[] told = lines.lines()
                    .filter(line -> line.startsWith(MARK))
                    .findFirst()
                    .map(line -> Arrays.stream(line.substring(MARK.length()).split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .orElseThrow(() -> new IllegalStateException("the JVM that loads the law has failed"));
            return new Loaded(told[0], told[1], told[2], told[3], told[4], told[5]);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other JVM. Arguments: broker, registry, topic, and how many measures must come out. */
    public static void main(String[] arguments) throws RegistryUnavailableException {
        List<byte[]> values = read(arguments[0], arguments[2]);
        int measures = Integer.parseInt(arguments[3]);
        try (RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", arguments[1]))) {
            // As every start does, before it reads any law.
            schemas.requireReachable();
            double[] cold = load(values, schemas, measures);
            double[] warm = cold;
            for (int time = 1; time < TIMES; time++) {
                warm = load(values, schemas, measures);
            }
            double[] bytes = weigh(values, schemas);
            System.out.println(
                    MARK + cold[0] + " " + cold[1] + " " + warm[0] + " " + warm[1] + " " + bytes[0] + " " + bytes[1]);
        }
    }

    private static List<byte[]> read(String broker, String topic) {
        List<byte[]> values = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = PublishedAlerts.consumer(Map.of("bootstrap.servers", broker))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    /** Seconds for decoding, and for compiling. */
    private static double[] load(List<byte[]> values, RegistrySchemas schemas, int measures)
            throws RegistryUnavailableException {
        long started = System.nanoTime();
        Law law = decode(values, schemas);
        long decoded = System.nanoTime();
        MeasureIndex index = MeasureIndex.compile(law);
        long compiled = System.nanoTime();
        if (index.size() != measures) {
            throw new WrongOutputException("expected " + measures + " measures, compiled " + index.size());
        }
        return new double[] {(decoded - started) / 1e9, (compiled - decoded) / 1e9};
    }

    private static Law decode(List<byte[]> values, RegistrySchemas schemas) throws RegistryUnavailableException {
        RulesetRecordDecoder decoder = new RulesetRecordDecoder(schemas);
        List<RulesetRecord> records = new ArrayList<>(values.size());
        for (byte[] value : values) {
            records.add(decoder.decode(value).found().orElseThrow());
        }
        return LawRecords.law(records);
    }

    /** Bytes of the decoded law, and of the index beside it. */
    private static double[] weigh(List<byte[]> values, RegistrySchemas schemas) throws RegistryUnavailableException {
        long empty = usedBytes();
        Law law = decode(values, schemas);
        long withLaw = usedBytes();
        MeasureIndex index = MeasureIndex.compile(law);
        try {
            return new double[] {withLaw - empty, usedBytes() - withLaw};
        } finally {
            Reference.reachabilityFence(law);
            Reference.reachabilityFence(index);
        }
    }

    /** What is left on the heap when all garbage is collected. */
    private static long usedBytes() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
