package io.tradewatch.benchmarks;

import java.io.Closeable;
import org.apache.kafka.streams.KafkaStreams;

/** A running application of Kafka Streams that a benchmark looks at: Tradewatch, or what it is compared with. */
interface Instance extends Closeable {
    /** Kafka Streams itself, for its metrics. */
    KafkaStreams streams();

    /** Stops and leaves the group. */
    @Override
    void close();
}
