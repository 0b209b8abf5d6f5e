package io.tradewatch.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.records.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Limits of the producer beside the size of the topic. */
class ClientLimitsTest {
    private static final TopicNames NAMES = TopicNames.withPrefix("");

    @Property
    void shouldTellOfEachLimitThatWasSetBelowWhatTheTopicTakes(
            @ForAll @IntRange(min = 1_000, max = 20_000_000) int topic,
            @ForAll @IntRange(min = 1, max = 40_000_000) int request,
            @ForAll @IntRange(min = 1, max = 40_000_000) int buffer) {
        Map<String, Object> kafka = new HashMap<>();
        kafka.put("producer.max.request.size", Integer.toString(request));
        kafka.put("buffer.memory", Integer.toString(buffer));
        long least = topic + TopicSettings.ROOM_FOR_HEADERS;

        List<Deviation> deviations = ClientLimits.deviations(kafka, NAMES, List.of(transfers(topic)));

        assertThat(deviations).hasSize((request < least ? 1 : 0) + (buffer < least ? 1 : 0));
        assertThat(deviations)
                .allSatisfy(deviation -> assertThat(deviation.mend()).contains(" to " + least));
    }

    @Example
    void shouldLetTheSettingForProducersGoBeforeTheOneForAllClients() {
        Map<String, Object> kafka = Map.of("producer.max.request.size", "4000000", "max.request.size", "1000");

        assertThat(ClientLimits.deviations(kafka, NAMES, List.of(transfers(1_048_588))))
                .isEmpty();
    }

    @Example
    void shouldLeaveLimitsAloneThatNobodySet() {
        assertThat(ClientLimits.deviations(Map.of(), NAMES, List.of(transfers(Integer.MAX_VALUE))))
                .isEmpty();
        assertThat(ClientLimits.deviations(Map.of("max.request.size", "1"), NAMES, List.of()))
                .isEmpty();
    }

    private static TopicState transfers(int bytes) {
        return new TopicState("transfers", 6, 1, Map.of("max.message.bytes", Integer.toString(bytes)));
    }
}
