package io.tradewatch.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The ceiling: Kafka Streams reading transfers as bytes and writing one in a thousand unread, with the guarantee,
 * threads, commit interval, linger and fetch wait of the screening application. What screening adds to it is Tradewatch's own cost.
 */
final class CopyingInstance implements Instance {
    static final int ONE_IN = 1_000;

    private static final int FETCH_WAIT_MS = 100;

    private final KafkaStreams streams;

    private CopyingInstance(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Starts to copy from the beginning of a topic. */
    static CopyingInstance start(Map<String, Object> kafka, String id, Path state, String from, String to) {
        ByteArrayDeserializer fromBytes = new ByteArrayDeserializer();
        ByteArraySerializer toBytes = new ByteArraySerializer();
        Topology topology = new Topology()
                .addSource(AutoOffsetReset.earliest(), "source", fromBytes, fromBytes, from)
                .addProcessor("copy", Copying::new, "source")
                .addSink("sink", to, toBytes, toBytes, "copy");
        Properties properties = Settings.streams(kafka, id, state);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MS);
        KafkaStreams streams = new KafkaStreams(topology, properties);
        streams.start();
        return new CopyingInstance(streams);
    }

    @Override
    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close();
    }

    /** Passes on one record in a thousand, as many as there are hits. */
    private static final class Copying implements Processor<byte[], byte[], byte[], byte[]> {
        private @Nullable ProcessorContext<byte[], byte[]> context;
        private long seen;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            this.context = context;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (seen++ % ONE_IN == 0 && context != null) {
                context.forward(record);
            }
        }
    }
}
