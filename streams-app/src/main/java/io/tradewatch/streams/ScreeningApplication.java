package io.tradewatch.streams;

import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.BoundedPolls;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.kafka.TrustedClock;
import io.tradewatch.kafka.Waits;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.rescreen.ProgressBoard;
import io.tradewatch.rescreen.TaskProgress;
import io.tradewatch.rescreen.TransferLogReader;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.RulesetCompleteness;
import io.tradewatch.ruleset.RulesetLoader;
import io.tradewatch.ruleset.RulesetState;
import io.tradewatch.screening.RecordFailures;
import io.tradewatch.screening.ScreeningMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running application: one instance of Kafka Streams with its ruleset.
 *
 * <pre>{@code
 * try (ScreeningApplication application = ScreeningApplication.start(settings)) {
 *     …
 * }
 * }</pre>
 *
 * <p><b>Threading notes.</b> All methods may be called by any thread.
 */
public final class ScreeningApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScreeningApplication.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(25);

    /** The group protocol in which a failed thread stays a member of the group while it is replaced. */
    private static final String CLASSIC = "classic";

    private final ShutdownSignal stop;
    private final RegistrySchemas schemas;
    private final RulesetLoader book;
    private final Optional<TransferLogReader> reader;
    private final KafkaStreams streams;
    private final StreamsExceptionHandler failures;
    private final ProgressBoard board;
    private final ScreeningMeters meters;
    private final BrokerProbe probe;
    private final boolean isKnownByName;

    private ScreeningApplication(
            ShutdownSignal stop,
            RegistrySchemas schemas,
            RulesetLoader book,
            Optional<TransferLogReader> reader,
            KafkaStreams streams,
            StreamsExceptionHandler failures,
            ProgressBoard board,
            ScreeningMeters meters,
            BrokerProbe probe,
            boolean isKnownByName) {
        this.stop = stop;
        this.schemas = schemas;
        this.book = book;
        this.reader = reader;
        this.streams = streams;
        this.failures = failures;
        this.board = board;
        this.meters = meters;
        this.probe = probe;
        this.isKnownByName = isKnownByName;
    }

    /**
     * Starts an instance; returns when the ruleset is read and the threads are starting. Until the ruleset is also
     * compiled, transfers wait, and {@link #law} is {@linkplain RulesetCompleteness#PENDING pending}.
     *
     * @param meters counts the work of the instance
     * @throws StartFailedException when Kafka or the registry does not answer, or topics are missing or wrong; the
     *     message contains the remedy
     */
    public static ScreeningApplication start(ApplicationSettings settings, ScreeningMeters meters)
            throws StartFailedException {
        String topicId = TopicsOnBroker.measuresTopicId(settings.kafka(), settings.topics());
        RegistrySchemas schemas = RegistrySchemas.connect(settings.registry());
        try {
            return start(settings, meters, topicId, schemas);
        } catch (RegistryUnavailableException e) {
            schemas.close();
            throw new StartFailedException(e.getMessage() + "; is it running, and is schema-registry.url right?", e);
        } catch (RuntimeException | StartFailedException e) {
            schemas.close();
            throw e;
        }
    }

    private static ScreeningApplication start(
            ApplicationSettings settings, ScreeningMeters meters, String topicId, RegistrySchemas schemas)
            throws RegistryUnavailableException, StartFailedException {
        // The schemas are registered before anything runs, so that publishing an alert needs no registry.
        RegistryEncoder.violations(schemas, settings.topics().violations(), Registration.AUTOMATIC)
                .prepare();
        RegistryEncoder.transfers(schemas, settings.topics().transfers(), Registration.AUTOMATIC)
                .prepare();
        int partitions = TopicsOnBroker.partitionsOfTransfers(settings.kafka(), settings.topics());
        meters.expectPartitions(partitions);
        TopicSizes sizes = TopicsOnBroker.sizes(settings.kafka(), settings.topics(), settings.applicationId());
        RecordFailures records = new RecordFailures(
                settings.maxFailuresPerRecord(),
                settings.stateDirectory().resolve(settings.applicationId() + "-in-hand"));
        TrustedClock clock = new TrustedClock(System::currentTimeMillis);
        meters.watch(clock);
        Properties properties = StreamsProperties.of(settings, sizes, records, clock);
        ShutdownSignal stop = new ShutdownSignal();
        RulesetLoader book = new RulesetLoader(
                topicId,
                settings.measuresDebounce(),
                settings.maxViolationsPerTransfer(),
                () -> TopicsOnBroker.endOfMeasures(settings.kafka(), settings.topics()),
                meters.threads());
        Optional<TransferLogReader> reader = transferLogReader(settings, clock, schemas, stop, meters);
        ProgressBoard board = new ProgressBoard();
        ScreeningParts parts = new ScreeningParts(
                settings.applicationId(),
                settings.topics(),
                schemas,
                book,
                stop,
                settings.patience(),
                clock,
                ReferenceTables.RULES_VERSION,
                reader.<PastTransferLog>map(opened -> opened).orElseGet(PastTransferLog::off),
                settings.violationMemory(),
                board,
                meters,
                StreamsProperties.limits(properties, sizes),
                records);
        KafkaStreams streams = new KafkaStreams(ScreeningTopology.build(book, parts), properties, new BoundedPolls());
        StreamsExceptionHandler failures = new StreamsExceptionHandler(stop, meters, records);
        StreamsUncaughtExceptionHandler handler = settings.groupProtocol().equals(CLASSIC)
                ? new ThreadReplacement(failures, streams::addStreamThread)
                : failures;
        String transfers = settings.topics().transfers();
        streams.setUncaughtExceptionHandler(exception -> {
            if (TransferPartitions.isCauseOf(exception)) {
                LOG.error(
                        "the number of partitions of topic {} was changed. {}",
                        transfers,
                        TransferPartitions.remedy(transfers));
            }
            return handler.handle(exception);
        });
        streams.setGlobalStateRestoreListener(new RulesetReplay(book));
        BrokerProbe probe = new BrokerProbe(
                transfers,
                partitions,
                settings.commitInterval(),
                () -> partitionsHere(streams, transfers),
                () -> new TransfersOnBroker(settings),
                stop,
                meters,
                System::nanoTime);
        ScreeningApplication application = new ScreeningApplication(
                stop, schemas, book, reader, streams, failures, board, meters, probe, isKnownByName(settings));
        try {
            streams.start();
        } catch (RuntimeException e) {
            application.close();
            throw new StartFailedException("Kafka Streams does not start: " + e.getMessage(), e);
        }
        return application;
    }

    /** The partitions of transfers whose tasks run in this instance. */
    private static Set<Integer> partitionsHere(KafkaStreams streams, String transfers) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(transfers))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /** Whether the settings contain a {@code group.instance.id}, with any prefix: Kafka Streams accepts each prefix. */
    private static boolean isKnownByName(ApplicationSettings settings) {
        return settings.kafka().keySet().stream()
                .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    private static Optional<TransferLogReader> transferLogReader(
            ApplicationSettings settings,
            TrustedClock clock,
            RegistrySchemas schemas,
            ShutdownSignal stop,
            ScreeningMeters meters) {
        if (settings.lookBack().isZero()) {
            return Optional.empty();
        }
        return Optional.of(new TransferLogReader(
                settings.topics().transfers(),
                settings.lookBack(),
                clock,
                () -> new BoundedConsumer(StreamsProperties.ofLookBack(settings)),
                schemas,
                stop,
                meters));
    }

    /** The ruleset with which transfers are screened. */
    public CompiledRuleset law() {
        return book.current();
    }

    /** The rescreening progress of the tasks of this instance. */
    public List<TaskProgress> tasks() {
        return board.tasks();
    }

    /**
     * All valid revisions of the measures. This method is slow: it assembles the result at each call.
     *
     * @param knownAt the instant at which the revisions were known; null: now
     */
    public Law publishedLaw(@Nullable Instant knownAt) {
        return book.law(knownAt);
    }

    /** The services that threads of this instance have waited for, for at least the given time. */
    public Set<Waits.For> waitingFor(Duration atLeast) {
        return meters.waits().longerThan(atLeast);
    }

    /**
     * The problems of the input that prevent screening in this instance, as seen on the broker: added partitions and
     * stalled partitions. The answer is at most a few seconds old; it is empty if there are none.
     */
    public List<String> inputProblems() {
        return probe.problems();
    }

    /** The threads of this instance that are dead or fail repeatedly, except those of Kafka Streams. */
    public List<SupervisedThreads.Trouble> troubles() {
        return meters.threads().troubles();
    }

    /** The number of transfer schemas used since the start that lack a field which the rules evaluate. */
    public int incompleteSchemas() {
        return schemas.incompleteSchemas();
    }

    /** The publication time, compile time and malformed records of the ruleset. */
    public RulesetState rulesetState() {
        return book.state();
    }

    /** The state of Kafka Streams. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** The last failure of a stream thread, as text; empty when there was none. */
    public String lastFailure() {
        return failures.last().map(Throwable::toString).orElse("");
    }

    /** The Kafka Streams instance, for its metrics and its metadata. */
    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Stops the instance. With a {@code group.instance.id} the instance stays a member of the group until its session
     * times out, so that a quick restart under the same id moves no task. Without such an id it leaves the group,
     * because the next start would otherwise wait for the session timeout.
     */
    @Override
    public void close() {
        close(
                isKnownByName ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP,
                CLOSE_PATIENCE);
    }

    /** Stops and leaves the group, so that other instances, or the next start, need not wait. */
    public void leave() {
        leave(CLOSE_PATIENCE);
    }

    /**
     * Stops and leaves the group, if that is possible in time. Uncommitted work is repeated at the next start.
     *
     * @param patience the longest wait for the stream threads, zero or more
     */
    public void leave(Duration patience) {
        close(GroupMembershipOperation.LEAVE_GROUP, patience);
    }

    private void close(GroupMembershipOperation membership, Duration patience) {
        stop.stop();
        streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(patience));
        reader.ifPresent(TransferLogReader::close);
        probe.close();
        book.close();
        schemas.close();
    }
}
