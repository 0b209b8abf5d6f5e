package io.tradewatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.network.Selectable;
import org.jspecify.annotations.Nullable;

/**
 * Apache Flink: transfers from Kafka's source, the law as broadcast state, alerts to Kafka's sink, exactly once,
 * with a checkpoint as often as the others commit. Objects are reused; source and screening have a thread each, as operators
 * with two inputs are not chained.
 *
 * <p>It runs in a JVM of its own, which stays for all rounds: Flink's connector reaches into the inside of the version of
 * Kafka's client that it was made with, and does not run with ours.
 *
 * @see FlinkProcess
 */
final class FlinkJob {
    private static final String TRANSACTION_TIMEOUT_MS = "60000";

    private final JobClient job;

    /** How it screens. */
    enum Way {
        /** By Tradewatch's decoders and index. */
        INDEX,
        /** By Avro's reader and a map. */
        MAP
    }

    /** Where it reads and writes, and how many records the law has. */
    private record Place(
            String brokers, String registryUrl, String measures, String transfers, String violations, int lawRecords) {
        static Place of(String[] arguments) {
            return new Place(
                    arguments[0],
                    arguments[1],
                    arguments[2],
                    arguments[3],
                    arguments[4],
                    Integer.parseInt(arguments[5]));
        }

        FlinkScreening<?> screening(Way way) {
            return switch (way) {
                case INDEX -> new FlinkIndexScreening(registryUrl, lawRecords);
                case MAP -> new FlinkMapScreening(registryUrl, lawRecords);
            };
        }
    }

    private FlinkJob(JobClient job) {
        this.job = job;
    }

    /**
     * Runs one job after another, as lines on standard input ask for: the way and the id of the next, and anything to end it.
     * Answers when one has ended, with a line on standard output that begins with {@value FlinkProcess#MARK}.
     *
     * @param arguments brokers, registry, topics of measures, transfers and violations, how many records the law has
     */
    public static void main(String[] arguments) throws Exception {
        Place place = Place.of(arguments);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            FlinkJob job = start(words[1], place, place.screening(Way.valueOf(words[0])));
            lines.readLine();
            job.job.cancel().get();
            System.out.println(FlinkProcess.MARK + "stopped");
        }
    }

    private static FlinkJob start(String id, Place place, FlinkScreening<?> screening) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(Settings.THREADS);
        environment.enableCheckpointing(Settings.COMMIT_INTERVAL.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        environment.getConfig().enableObjectReuse();
        BroadcastStream<Tuple2<byte[], byte[]>> law = environment
                .fromSource(source(place.brokers(), id, place.measures()), WatermarkStrategy.noWatermarks(), "measures")
                .broadcast(screening.state());
        environment
                .fromSource(
                        source(place.brokers(), id, place.transfers()), WatermarkStrategy.noWatermarks(), "transfers")
                .connect(law)
                .process(screening)
                .returns(Types.STRING)
                .sinkTo(sink(place.brokers(), id, place.violations()));
        return new FlinkJob(environment.executeAsync(id));
    }

    private static KafkaSource<Tuple2<byte[], byte[]>> source(String brokers, String id, String topic) {
        return KafkaSource.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(brokers)
                .setGroupId(id)
                .setTopics(List.of(topic))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, String.valueOf(Selectable.USE_DEFAULT_BUFFER_SIZE))
                .setDeserializer(new KeyAndValue())
                .build();
    }

    private static KafkaSink<String> sink(String brokers, String id, String topic) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(Settings.LINGER_MS));
        return KafkaSink.<String>builder()
                .setBootstrapServers(brokers)
                .setKafkaProducerConfig(properties)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(id)
                .setRecordSerializer(new Alerts(topic))
                .build();
    }

    /** Records as they stand in the topic. */
    private static final class KeyAndValue implements KafkaRecordDeserializationSchema<Tuple2<byte[], byte[]>> {
        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<byte[], byte[]>> out) {
            out.collect(Tuple2.of(record.key(), record.value()));
        }

        @Override
        public TypeInformation<Tuple2<byte[], byte[]>> getProducedType() {
            return Types.TUPLE(
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
        }
    }

    /** An alert's key is its id; what it says takes some 1,500 bytes elsewhere, and is left out here. */
    private record Alerts(String topic) implements KafkaRecordSerializationSchema<String> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(String id, KafkaSinkContext context, @Nullable Long timestamp) {
            byte[] bytes = id.getBytes(UTF_8);
            return new ProducerRecord<>(topic, bytes, bytes);
        }
    }
}
