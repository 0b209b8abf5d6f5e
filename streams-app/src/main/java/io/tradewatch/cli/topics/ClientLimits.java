package io.tradewatch.cli.topics;

import io.tradewatch.records.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Compares what the settings allow the application's producer to send with what the topic of transfers takes. Only limits
 * that were set are looked at; the application chooses its own by the topic. Consumers have none: they are handed a record
 * that is larger than their limits say.
 */
public final class ClientLimits {
    private ClientLimits() {}

    /**
     * The limits that are too low: what does not fit through becomes a dead letter, TOO_LARGE, though the topics would take
     * it.
     *
     * @param kafka the client properties of the settings
     * @param names the topics that the application reads and writes
     * @param states the topics as they are
     */
    public static List<Deviation> deviations(Map<String, Object> kafka, TopicNames names, List<TopicState> states) {
        Optional<TopicState> transfers = states.stream()
                .filter(state -> state.topic().equals(names.transfers()))
                .findFirst();
        if (transfers.isEmpty()) {
            return List.of();
        }
        long least = transfers.get().number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) + TopicSettings.ROOM_FOR_HEADERS;
        List<Deviation> deviations = new ArrayList<>();
        for (String limit : List.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ProducerConfig.BUFFER_MEMORY_CONFIG)) {
            Stream.of(StreamsConfig.producerPrefix(limit), limit)
                    .filter(kafka::containsKey)
                    .findFirst()
                    .filter(key -> Long.parseLong(String.valueOf(kafka.get(key))) < least)
                    .ifPresent(key -> deviations.add(Deviation.doubtful(
                            names.transfers(),
                            "takes records of " + (least - TopicSettings.ROOM_FOR_HEADERS) + " bytes, and kafka." + key
                                    + " is " + kafka.get(key) + ", expected at least " + least
                                    + ": alerts and dead letters of the largest transfers could not be sent",
                            "Set kafka." + key + " to " + least + ", or leave it out.")));
        }
        return deviations;
    }
}
