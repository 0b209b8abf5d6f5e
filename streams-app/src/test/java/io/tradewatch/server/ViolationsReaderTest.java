package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.server.api.RecentViolations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ViolationsReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("violations", 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SupervisedThreads threads = new SupervisedThreads(registry);
    private final RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", "mock://reader"));
    private final Queue<Long> positions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger consumers = new AtomicInteger();

    /** Gives a record that cannot be taken in, as its value is broken in a way that nobody has thought of. */
    private final class Poisoned extends MockConsumer<byte[], byte[]> {
        Poisoned() {
            super(AutoOffsetResetStrategy.EARLIEST.name());
            PartitionInfo info = new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), new Node[0], new Node[0]);
            updatePartitions(PARTITION.topic(), List.of(info));
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            updateEndOffsets(Map.of(PARTITION, 2L));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            long position = position(PARTITION);
            positions.add(position);
            if (position == 0) {
                seek(PARTITION, 2L);
                return new ConsumerRecords<>(Map.of(PARTITION, List.of(poison())), Map.of());
            }
            return super.poll(timeout);
        }

        private ConsumerRecord<byte[], byte[]> poison() {
            return new ConsumerRecord<>("violations", 0, 0, new byte[0], new byte[] {1}) {
                @Override
                public byte[] value() {
                    throw new StackOverflowError();
                }
            };
        }
    }

    @Test
    void shouldBeginAgainAfterARecordThatNobodyCanTakeIn() {
        RecentViolations recent = new RecentViolations();
        ViolationsReader reader =
                new ViolationsReader(this::consumer, "violations", new ViolationDecoder(schemas), recent, threads);

        try {
            await().until(() -> consumers.get() == 2 && positions.size() > 1);
            assertThat(positions).startsWith(0L, 1L);
            assertThat(registry.get("tradewatch.thread.restarts")
                            .tag("thread", "violations-reader")
                            .counter()
                            .count())
                    .isEqualTo(1);
        } finally {
            reader.close();
            schemas.close();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        consumers.incrementAndGet();
        return new Poisoned();
    }
}
