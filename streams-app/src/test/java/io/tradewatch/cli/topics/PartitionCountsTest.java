package io.tradewatch.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.kafka.TopicNames;
import io.tradewatch.streams.ScreeningTopology;
import io.tradewatch.streams.TransferPartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers of partitions, as clusters may have them. */
class PartitionCountsTest {
    private static final TopicNames NAMES = TopicNames.withPrefix("");
    private static final List<String> CHANGELOGS = ScreeningTopology.changelogs("tradewatch");
    private static final PartitionCounts COUNTS = new PartitionCounts(NAMES, CHANGELOGS);

    /** A promise is broken exactly where there is state for another number than transfers have. */
    @Property
    void shouldRefuseExactlyWhereStateWasMadeForAnotherNumber(@ForAll("clusters") Map<String, Integer> found) {
        Integer transfers = found.get("transfers");
        boolean isForAnother = transfers != null
                && CHANGELOGS.stream()
                        .anyMatch(name ->
                                found.containsKey(name) && !found.get(name).equals(transfers));
        boolean isDoubtful = transfers != null
                && found.containsKey("violations")
                && !found.get("violations").equals(transfers);

        List<Deviation> deviations = COUNTS.deviations(found);

        assertThat(deviations.stream().filter(Deviation::isBroken)).hasSize(isForAnother ? 1 : 0);
        assertThat(deviations.stream().filter(deviation -> !deviation.isBroken()))
                .hasSize(isDoubtful ? 1 : 0);
        assertThat(deviations)
                .allSatisfy(deviation -> assertThat(deviation.fix()).contains("docs/operations.md"));
    }

    /** Each topic has 1 to 4 partitions, or is not there. */
    @Provide
    static Arbitrary<Map<String, Integer>> clusters() {
        List<String> all = new ArrayList<>(NAMES.all());
        all.addAll(CHANGELOGS);
        return Arbitraries.maps(Arbitraries.of(all), Arbitraries.integers().between(1, 4));
    }

    @Example
    void shouldSayWhatReadinessAndTheLogSay() {
        List<Deviation> deviations = COUNTS.deviations(
                Map.of("transfers", 4, "violations", 4, "tradewatch-transfer-revisions-changelog", 3));

        assertThat(deviations).singleElement().satisfies(added -> {
            assertThat("topic " + added.topic() + " " + added.message())
                    .isEqualTo(TransferPartitions.finding("transfers", 3, 4));
            assertThat(added.fix()).startsWith(TransferPartitions.remedy("transfers"));
        });
    }

    @Example
    void shouldAcceptWhatTopicsCreateMakesBeforeTheFirstStart() {
        assertThat(COUNTS.deviations(Map.of("transfers", 6, "measures", 1, "violations", 6, "dead-letters", 6)))
                .isEmpty();
    }
}
