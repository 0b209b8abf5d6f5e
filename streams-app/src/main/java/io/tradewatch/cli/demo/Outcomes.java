package io.tradewatch.cli.demo;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.CliException;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Decodes, counts and keeps the outcomes: the open alerts, and the dead letters by reason. For one thread. */
public final class Outcomes implements OutcomeReader.Sink {
    private final TopicNames topics;
    private final ViolationDecoder decoder;
    private final Tally tally = new Tally();
    private final OpenViolations open = new OpenViolations();
    private Consumer<Violation> watcher = violation -> {};

    Outcomes(TopicNames topics, RegistrySchemas schemas) {
        this.topics = topics;
        this.decoder = new ViolationDecoder(schemas);
    }

    /** @param shown receives every alert that is read from now on */
    void watch(Consumer<Violation> shown) {
        watcher = shown;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.deadLetters())) {
            Header reason = record.headers().lastHeader(DeadLetters.REASON);
            tally.deadLetter(reason == null ? "unknown reason" : new String(reason.value(), StandardCharsets.UTF_8));
        } else if (record.value() != null) {
            Violation violation = decode(record.value());
            tally.alert(violation.getType());
            open.add(violation, record.value());
            watcher.accept(violation);
        }
    }

    private Violation decode(byte[] value) {
        try {
            return decoder.decode(value).orElseThrow();
        } catch (RegistryUnavailableException e) {
            throw new CliException(
                    "the registry of the demo does not answer: " + e.getMessage(), "Start the demo again.", e);
        }
    }

    /** The counts of the records read. */
    public Tally tally() {
        return tally;
    }

    /** Number of open violations. */
    public int openViolations() {
        return open.size();
    }

    /** Passes on the open violations, by transferId, itemNumber, measureId. */
    public void forEachOpenViolation(Consumer<Violation> consumer) {
        open.forEach(this::decode, consumer);
    }
}
