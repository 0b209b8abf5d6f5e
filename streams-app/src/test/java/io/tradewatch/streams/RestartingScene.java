package io.tradewatch.streams;

import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.screening.ViolationStore;
import io.tradewatch.streams.History.Piece;
import io.tradewatch.streams.promises.ObservedAlert;
import io.tradewatch.streams.promises.ObservedDeadLetter;
import io.tradewatch.streams.promises.ProducedLaw;
import io.tradewatch.streams.promises.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The topology on Kafka's test driver, with a log to look back into, and restarts that keep the state.
 *
 * <p>The driver deletes its state when it is closed, and counts offsets from 0 again. So what is remembered of violations
 * and corrections is carried over, the positions begin anew, and everything is read again from the beginning: nothing of
 * it may change anything. Restarts that keep the positions too are the model's.
 */
final class RestartingScene implements AutoCloseable {
    private static final List<String> STORES = List.of(ViolationStore.VIOLATIONS, ViolationStore.REVISIONS);

    private final ModelWorker worker;
    private final Promise promises;
    private final ModelTransfers transfers = new ModelTransfers();
    private final List<ProducedLaw> law = new ArrayList<>();
    private final Path directory;
    private int starts;
    private long now = 1_700_000_000_000L;
    private RulesetLoader book;
    private ModelReader reader;
    private TopologyTestDriver driver;

    /**
     * @param directory an empty folder for state
     * @param worker the records, and who can read and write them
     * @param promises told everything that goes in and comes out
     */
    RestartingScene(Path directory, ModelWorker worker, Promise promises) {
        this.worker = worker;
        this.promises = promises;
        this.directory = directory;
        this.book = emptyBook();
        this.reader = newReader();
        this.driver = start();
        ModelRecords.foundation().forEach(record -> takeIn(new Piece.OfLaw(ProducedLaw.of(record))));
    }

    private static RulesetLoader emptyBook() {
        return new RulesetLoader(
                "measures",
                Duration.ofDays(1),
                Screening.DEFAULT_MAX_VIOLATIONS,
                () -> Long.MAX_VALUE,
                ScreeningMeters.unread().threads());
    }

    private ModelReader newReader() {
        return new ModelReader(transfers, transfers::end, new Random(starts), Mistake.NONE);
    }

    private TopologyTestDriver start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "scene");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory().toString());
        ScreeningParts parts = worker.parts(book, reader, ReferenceTables.RULES_VERSION, () -> now++);
        return new TopologyTestDriver(ScreeningTopology.build(book, parts), properties);
    }

    private Path stateDirectory() {
        return directory.resolve("start-" + starts);
    }

    void takeIn(Piece piece) {
        if (piece instanceof Piece.OfTransfers ofTransfers) {
            promises.transferProduced(transfers.produce(ofTransfers.transfer()));
            pipe(transfers.end() - 1);
            observe(true);
        } else if (piece instanceof Piece.OfLaw ofLaw) {
            law.add(ofLaw.law());
            promises.measureProduced(ofLaw.law());
            pipe(ofLaw.law());
            book.compileNow();
        }
    }

    private void pipe(long offset) {
        ModelRecords.ModelTransfer transfer = transfers.at(offset);
        input(ModelWorker.TOPICS.transfers()).pipeInput(new TestRecord<>(transfer.keyBytes(), transfer.value()));
    }

    private void pipe(ProducedLaw produced) {
        byte[] value =
                produced.isReadable() ? produced.record().map(this::encode).orElse(null) : new byte[] {1, 2, 3};
        input(ModelWorker.TOPICS.measures())
                .pipeInput(new TestRecord<>(produced.key().getBytes(StandardCharsets.UTF_8), value));
    }

    private byte[] encode(RulesetRecord record) {
        SpecificRecord avro = record instanceof RulesetRecord.Revision revision
                ? MeasureMapping.toAvro(revision.measure())
                : MeasureMapping.toAvro((RulesetRecord.Table) record);
        try {
            return RegistryEncoder.law(worker.schemas(), ModelWorker.TOPICS.measures(), Registration.AUTOMATIC)
                    .encode(avro);
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Time for one step of a pass. */
    void tick() {
        reader.read();
        driver.advanceWallClockTime(Duration.ofMillis(50));
        observe(true);
    }

    /** Stops, starts with what was remembered of violations and corrections, and reads everything again. */
    void restart() {
        starts++;
        STORES.forEach(store -> carryOver(store, stateDirectory()));
        driver.close();
        book = emptyBook();
        reader = newReader();
        driver = start();
        law.forEach(this::pipe);
        book.compileNow();
        for (long offset = 0; offset < transfers.end(); offset++) {
            pipe(offset);
        }
        observe(false);
    }

    /** Into files of the next start: what a task remembers must be there when it is opened, as it is on Kafka. */
    private void carryOver(String store, Path next) {
        Path files = next.resolve(Path.of("scene", "0_0", "rocksdb", store));
        try (KeyValueIterator<byte[], byte[]> rows =
                        driver.<byte[], byte[]>getKeyValueStore(store).all();
                Options options = new Options().setCreateIfMissing(true);
                RocksDB copy =
                        RocksDB.open(options, Files.createDirectories(files).toString())) {
            while (rows.hasNext()) {
                KeyValue<byte[], byte[]> row = rows.next();
                copy.put(row.key, row.value);
            }
        } catch (IOException | RocksDBException e) {
            throw new IllegalStateException("what was remembered cannot be carried over", e);
        }
    }

    /** Until no pass is open: each needs a step for the stored violations, and one for each slice. */
    void comeToRest() {
        for (long step = 0; step < 3 * (transfers.end() + 4); step++) {
            tick();
        }
        promises.progressObserved(ModelTransfers.PARTITION, transfers.end());
    }

    private void observe(boolean isFirstReading) {
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        driver.createOutputTopic(ModelWorker.TOPICS.violations(), read, read)
                .readRecordsToList()
                .forEach(alert -> promises.alertObserved(new ObservedAlert(
                        0,
                        alert.key(),
                        alert.value(),
                        alert.headers(),
                        worker.codecs().violations().decode(alert.value()))));
        driver.createOutputTopic(ModelWorker.TOPICS.deadLetters(), read, read)
                .readRecordsToList()
                .forEach(letter -> {
                    // What is read again is a dead letter again; Kafka would have committed it the first time.
                    if (isFirstReading) {
                        promises.deadLetterObserved(
                                new ObservedDeadLetter(letter.key(), letter.value(), letter.headers()));
                    }
                });
    }

    @Override
    public void close() {
        driver.close();
        book.close();
    }
}
