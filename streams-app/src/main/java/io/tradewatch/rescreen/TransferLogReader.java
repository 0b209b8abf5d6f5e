package io.tradewatch.rescreen;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.RecordBytes;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Running;
import io.tradewatch.rescreen.PastTransferScan.Candidate;
import io.tradewatch.rescreen.PastTransferScan.Slice;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.state.RescreenProgress.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads past transfers from their topic for all tasks of an instance. It uses one thread and one consumer, and reads
 * only while passes are open. The queues to the tasks are bounded by bytes and by count. A failed thread is restarted
 * with a new consumer, and continues at its last position.
 *
 * <p><b>Threading notes.</b> Tasks call {@link Partition} from their own threads. Requests reach the reader through
 * {@code requests}; the reader returns slices through each request's queue. All other state belongs to the reader's
 * thread. A request is immutable and contains its queue, so late slices of a superseded request are ignored.
 */
public final class TransferLogReader implements PastTransferLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransferLogReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** The maximum number of candidates that wait for their task; at this number the partition is paused. */
    private static final int MAX_WAITING_CANDIDATES = 2_000;

    /**
     * The maximum size of the waiting candidates for all tasks of an instance, in bytes of whole records; one more
     * slice may exceed it.
     */
    static final long MAX_WAITING_BYTES = 16L * 1024 * 1024;

    /** The maximum number of slices that wait for their task. Most have no candidates and occupy almost no memory. */
    private static final int MAX_WAITING_SLICES = 1_000;

    private final String topic;
    private final Duration lookBack;
    private final LongSupplier clock;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final CandidateFilter filter;
    private final ShutdownSignal stop;
    private final ScreeningMeters meters;
    private final Running thread;
    private final Map<TopicPartition, Request> requests = new ConcurrentHashMap<>();
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, Reading> readings = new HashMap<>();

    /** A task's request for the offset from which its partition resumes. */
    private record Question(TopicPartition partition, CompletableFuture<Long> answer) {}

    /** A task's request to read a range, with the queue that receives the slices. */
    private record Request(long from, long until, Screening changed, ConcurrentLinkedQueue<Slice> slices) {
        /** @param mostBytes the maximum size of the waiting candidates, in bytes */
        boolean isFull(long mostBytes) {
            int waiting = 0;
            int candidates = 0;
            long bytes = 0;
            for (Slice slice : slices) {
                waiting++;
                candidates += slice.candidates().size();
                bytes += slice.bytes();
            }
            return waiting >= MAX_WAITING_SLICES || candidates >= MAX_WAITING_CANDIDATES || bytes >= mostBytes;
        }
    }

    /**
     * Starts the reader's thread.
     *
     * @param topic the topic of transfers
     * @param lookBack how far back to read, by the records' timestamps; more than zero
     * @param clock the wall clock, in ms since the epoch
     * @param consumers creates a consumer that reads committed records only. The consumer has the application's group,
     *     to read the group's committed offsets, but never joins the group. This reader closes it
     * @param schemas the schema registry
     * @param stop signals that the application stops
     * @param meters counts the transfers that are out of reach, and creates the thread
     */
    public TransferLogReader(
            String topic,
            Duration lookBack,
            LongSupplier clock,
            Supplier<Consumer<byte[], byte[]>> consumers,
            RegistrySchemas schemas,
            ShutdownSignal stop,
            ScreeningMeters meters) {
        this.topic = topic;
        this.lookBack = lookBack;
        this.clock = clock;
        this.consumers = consumers;
        this.filter = new CandidateFilter(schemas, clock);
        this.stop = stop;
        this.meters = meters;
        this.thread = meters.threads().start("look-back-reader", Concern.SCREENING, self -> run());
    }

    @Override
    public PastTransferScan open(int partition) {
        return new Partition(partition);
    }

    /** Stops the thread; call after {@link ShutdownSignal#stop}. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        readings.values().forEach(reading -> reading.isPositioned = false);
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            while (!stop.isStopped()) {
                if (requests.isEmpty() && questions.isEmpty()) {
                    readings.clear();
                    stop.pause(IDLE);
                } else {
                    turn(consumer);
                }
            }
        } catch (ShutdownSignal.Stopped e) {
            LOG.debug("the look-back reader stops");
        }
    }

    /** One iteration of the loop; after a failure the reader retries from the same position. */
    private void turn(Consumer<byte[], byte[]> consumer) {
        try {
            answerQuestions(consumer);
            takeUpRequests(consumer);
            if (!readings.isEmpty()) {
                read(consumer);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (RegistryUnavailableException | KafkaException e) {
            LOG.warn("reading past transfers failed and is retried: {}", e.getMessage());
            consumer.unsubscribe();
            readings.values().forEach(reading -> reading.isPositioned = false);
            stop.pause(PAUSE_AFTER_FAILURE);
        }
    }

    private void answerQuestions(Consumer<byte[], byte[]> consumer) {
        for (Question question = questions.peek(); question != null; question = questions.peek()) {
            TopicPartition partition = question.partition();
            OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
            question.answer()
                    .complete(
                            committed != null
                                    ? committed.offset()
                                    : consumer.beginningOffsets(Set.of(partition))
                                            .get(partition));
            questions.remove();
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws RegistryUnavailableException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (Map.Entry<TopicPartition, Reading> entry : readings.entrySet()) {
            deliver(consumer, entry.getKey(), entry.getValue(), records.records(entry.getKey()));
        }
    }

    private void takeUpRequests(Consumer<byte[], byte[]> consumer) {
        readings.keySet().removeIf(partition -> !requests.containsKey(partition));
        requests.forEach((partition, request) -> {
            Reading reading = readings.get(partition);
            if (reading == null || !reading.request.equals(request)) {
                readings.put(partition, new Reading(request));
            }
        });
        Set<TopicPartition> wanted = readings.keySet();
        if (!consumer.assignment().equals(wanted)) {
            consumer.assign(List.copyOf(wanted));
        }
        readings.forEach((partition, reading) -> position(consumer, partition, reading));
    }

    private void position(Consumer<byte[], byte[]> consumer, TopicPartition partition, Reading reading) {
        if (!reading.isPositioned) {
            if (reading.next == Pass.AT_LOOK_BACK) {
                reading.next = firstOffsetOfLookBack(consumer, partition, reading.request.until());
                reportOutOfReach(consumer, partition, reading.next);
            }
            consumer.seek(partition, reading.next);
            reading.isPositioned = true;
        }
        if (reading.isThrough() || reading.request.isFull(MAX_WAITING_BYTES / readings.size())) {
            consumer.pause(Set.of(partition));
        } else {
            consumer.resume(Set.of(partition));
        }
    }

    private long firstOffsetOfLookBack(Consumer<byte[], byte[]> consumer, TopicPartition partition, long until) {
        long since = Math.max(0, clock.getAsLong() - lookBack.toMillis());
        OffsetAndTimestamp first =
                consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
        return first == null ? until : Math.min(first.offset(), until);
    }

    private void reportOutOfReach(Consumer<byte[], byte[]> consumer, TopicPartition partition, long first) {
        long older = first - consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, first);
        meters.outOfReach(Math.max(0, older));
        LOG.info("{} looks back from offset {}; {} older transfers are out of reach", partition, first, older);
    }

    private void deliver(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Reading reading,
            List<ConsumerRecord<byte[], byte[]>> records)
            throws RegistryUnavailableException {
        if (reading.isThrough() && reading.isDelivered) {
            return;
        }
        List<Candidate> candidates = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() < reading.request.until() && filter.isCandidate(record, reading.request.changed())) {
                candidates.add(filter.candidate(record));
                bytes += RecordBytes.of(record);
            }
        }
        // The position also skips offsets without records: compaction gaps and transaction markers.
        long next = Math.min(consumer.position(partition), reading.request.until());
        if (next > reading.next || next == reading.request.until()) {
            reading.next = next;
            reading.isDelivered = true;
            reading.request.slices().add(new Slice(next, candidates, bytes));
        }
    }

    /** The progress of one request. Belongs to the reader's thread. */
    private static final class Reading {
        private final Request request;
        private long next;
        private boolean isPositioned;
        private boolean isDelivered;

        Reading(Request request) {
            this.request = request;
            this.next = request.from();
        }

        boolean isThrough() {
            return next >= request.until();
        }
    }

    /** The interface of one task to the reader. */
    private final class Partition implements PastTransferScan {
        private final TopicPartition partition;
        private @Nullable Request request;
        private @Nullable CompletableFuture<Long> resumesAt;

        Partition(int partition) {
            this.partition = new TopicPartition(topic, partition);
        }

        @Override
        public OptionalLong resumesAt() {
            if (resumesAt == null) {
                resumesAt = new CompletableFuture<>();
                questions.add(new Question(partition, resumesAt));
            }
            Long offset = resumesAt.getNow(null);
            return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
        }

        @Override
        public void begin(long from, long until, Screening changed) {
            request = new Request(from, until, changed, new ConcurrentLinkedQueue<>());
            requests.put(partition, request);
        }

        @Override
        public @Nullable Slice poll() {
            return request == null ? null : request.slices().poll();
        }

        /** Removes the own request only: a task that was moved here may have requested the same partition since. */
        @Override
        public void close() {
            if (request != null) {
                requests.remove(partition, request);
                request = null;
            }
        }
    }
}
