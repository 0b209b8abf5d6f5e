package io.tradewatch.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.TopicReader;
import io.tradewatch.cli.access.Refusal;
import io.tradewatch.cli.deadletters.RedriveSelection.Verdict;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.screening.CauseChain;
import io.tradewatch.screening.PartitionByTransfer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts dead letters back into the topic of transfers, each at most once.
 *
 * <p>One transaction writes a record and its marker; the marker goes to the partition of the dead letter. All processes that
 * redrive the same dead letters share one transactional id. A new process ends the transaction of the previous one, and then
 * reads all markers. docs/decisions/0007 has the reasons.
 *
 * <p>Threading notes: for one thread.
 */
final class Redrive {
    private static final int MAX_BLOCK_MS = 15_000;
    /** Maximum time that a killed run blocks readers of transfers. */
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;
    /** The maximum size of a transfer record before compression. */
    private static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;

    private static final long BUFFER_BYTES = 2L * MAX_REQUEST_BYTES;

    private final Map<String, Object> kafka;
    private final String deadLetters;
    private final String transfers;
    private final Map<TopicPartition, Set<Long>> sentBefore = new HashMap<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private @Nullable Originals originals;

    /**
     * A run.
     *
     * @param kafka the properties of Kafka's clients
     * @param deadLetters the topic to read
     * @param transfers the topic to write
     */
    Redrive(Map<String, Object> kafka, String deadLetters, String transfers) {
        this.kafka = Map.copyOf(kafka);
        this.deadLetters = deadLetters;
        this.transfers = transfers;
    }

    /** Supplies the end offsets of the topic of dead letters, committed or not. */
    @FunctionalInterface
    interface Ends {
        Map<TopicPartition, Long> now() throws Exception;
    }

    /** Number of selected dead letters by verdict. */
    Map<Verdict, Integer> counts() {
        return counts;
    }

    private int sent() {
        return counts.getOrDefault(Verdict.SENT, 0);
    }

    /** Reports what {@link #run} would send, and writes nothing. */
    void rehearse(RedriveSelection selection, Ends ends, Consumer<DeadLetter> wouldSend) throws Exception {
        read(selection, ends.now(), letters -> {
            letters.forEach(wouldSend);
            count(Verdict.SENT, letters.size());
        });
    }

    /**
     * Sends the selected dead letters.
     *
     * @param partitions number of partitions of the topic of transfers
     * @param sent receives each one after its transaction is committed
     * @throws CliException when it fails or another run takes over; records sent until then stay
     */
    void run(RedriveSelection selection, int partitions, Ends ends, Consumer<DeadLetter> sent) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            // Before the ends are read: from here on no other run commits, so every marker is before the ends.
            producer.initTransactions();
            read(selection, ends.now(), letters -> {
                send(producer, letters, partitions);
                count(Verdict.SENT, letters.size());
                letters.forEach(sent);
            });
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, deadLetters + "-redrive");
        return settings;
    }

    /** Reads twice to the same ends, because the markers follow their dead letters. */
    private void read(RedriveSelection selection, Map<TopicPartition, Long> ends, Consumer<List<DeadLetter>> chosen) {
        try (TopicReader reader = new TopicReader(kafka, deadLetters);
                Originals opened = Originals.of(kafka)) {
            originals = opened;
            reader.fromBeginning();
            reader.readThrough(ends, records -> records.forEach(this::remember));
            reader.fromBeginning();
            reader.readThrough(ends, records -> {
                List<DeadLetter> letters = choose(records, selection);
                if (!letters.isEmpty()) {
                    chosen.accept(letters);
                }
            });
        }
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter.of(record)
                .marks()
                .ifPresent(offset -> sentBefore
                        .computeIfAbsent(partition(record), partition -> new HashSet<>())
                        .add(offset));
    }

    private List<DeadLetter> choose(List<ConsumerRecord<byte[], byte[]>> records, RedriveSelection selection) {
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            DeadLetter letter = DeadLetter.of(record);
            if (letter.isMarker() || !selection.includes(letter)) {
                continue;
            }
            boolean before =
                    sentBefore.getOrDefault(partition(record), Set.of()).contains(record.offset());
            Verdict verdict = selection.judge(letter, transfers, before);
            if (verdict == Verdict.SENT && letter.isPointer()) {
                verdict = judgeOriginal(letter);
            }
            if (verdict == Verdict.SENT) {
                letters.add(letter);
            } else {
                count(verdict, 1);
            }
        }
        return letters;
    }

    private Verdict judgeOriginal(DeadLetter pointer) {
        Optional<ConsumerRecord<byte[], byte[]>> original = original(pointer);
        if (original.isEmpty()) {
            return Verdict.ORIGINAL_GONE;
        }
        return pointer.isOriginal(original.get().value()) ? Verdict.SENT : Verdict.ORIGINAL_DIFFERS;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> original(DeadLetter pointer) {
        Originals open = Objects.requireNonNull(originals, "not reading");
        return pointer.original().flatMap(open::find);
    }

    private void count(Verdict verdict, int letters) {
        counts.merge(verdict, letters, Integer::sum);
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void send(Producer<byte[], byte[]> producer, List<DeadLetter> letters, int partitions) {
        producer.beginTransaction();
        for (DeadLetter letter : letters) {
            for (ProducerRecord<byte[], byte[]> record : List.of(again(letter, partitions), marker(letter))) {
                // The commit fails if any of the sends fails.
                Future<RecordMetadata> unused = producer.send(record);
            }
        }
        producer.commitTransaction();
    }

    /** The original record, with the current time as its timestamp. */
    private ProducerRecord<byte[], byte[]> again(DeadLetter letter, int partitions) {
        // The original of a pointer is read again: all originals of a batch together may not fit into memory.
        ConsumerRecord<byte[], byte[]> was = letter.isPointer()
                ? original(letter)
                        .orElseThrow(() -> new CliException(
                                "the original of the dead letter " + letter.place() + " was deleted meanwhile",
                                "Run the same command again: what was sent is not sent again."))
                : letter.record();
        byte[] key = was.key();
        Integer partition = key == null ? null : Integer.valueOf(PartitionByTransfer.of(key, partitions));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(transfers, partition, key, was.value());
        for (Header header : was.headers()) {
            if (!DeadLetters.ADDED.contains(header.key()) && !header.key().equals(DeadLetters.REDRIVEN_FROM)) {
                record.headers().add(header);
            }
        }
        record.headers().add(DeadLetters.REDRIVEN_FROM, letter.place().getBytes(UTF_8));
        return record;
    }

    private ProducerRecord<byte[], byte[]> marker(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> marker = new ProducerRecord<>(
                deadLetters, letter.record().partition(), letter.record().key(), null);
        String offset = Long.toString(letter.record().offset());
        marker.headers().add(DeadLetters.REDRIVEN, offset.getBytes(UTF_8));
        return marker;
    }

    private RuntimeException failure(KafkaException failure) {
        if (Refusal.in(failure).isPresent()) {
            return failure;
        }
        if (isByAnother(failure)) {
            return new CliException(
                    "another run began to redrive the same dead letters and took over; " + sent()
                            + " were sent until then",
                    "Let it end. What this run has sent is not sent again.",
                    failure);
        }
        return new CliException(
                "redriving ended (" + failure.getMessage() + "); " + sent() + " dead letters were sent until then",
                "Fix that and run the same command again: what was sent is not sent again.",
                failure);
    }

    /** Whether another run ended this run's transaction; which of the three the broker answers depends on the moment. */
    private static boolean isByAnother(Throwable failure) {
        return CauseChain.has(
                failure,
                next -> next instanceof ProducerFencedException
                        || next instanceof InvalidProducerEpochException
                        || next instanceof InvalidTxnStateException);
    }
}
