package io.tradewatch.ruleset.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.RulesetContents;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.ruleset.files.LintFolder;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing would do, given what the topic has. */
final class RulesetDifferenceTest {
    private static final String KEY = "UN-KP-2397-7-VEHICLES@1";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final LintFolder folder;
    private final Map<String, RulesetRecord> records = new HashMap<>();
    private final Map<String, Unusable> unreadable = new HashMap<>();

    RulesetDifferenceTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    private void publish() {
        MeasureCatalogue catalogue = folder.check();
        catalogue.revisions().forEach(measure -> put(new RulesetRecord.Revision(measure)));
        catalogue.tables().forEach(table -> put(new RulesetRecord.Table(table, 0, NOW)));
    }

    private void put(RulesetRecord law) {
        records.put(law.key(), law);
    }

    private RulesetDifference difference() {
        Map<String, RulesetContents.Placed> placed = new HashMap<>();
        records.forEach((key, record) -> placed.put(key, new RulesetContents.Placed(0, record)));
        PublishedLaw published = new PublishedLaw(new RulesetContents(placed, unreadable, Map.of(), 10));
        return RulesetDifference.between(folder.check(), published, NOW);
    }

    @Test
    void shouldPublishEverythingToAnEmptyTopic() {
        RulesetDifference difference = difference();

        assertThat(difference.tables())
                .extracting(RulesetRecord.Table::key)
                .containsExactly(
                        "ref/countries@0",
                        "ref/country-groups@0",
                        "ref/hs-codes@0",
                        "ref/hs-correlation@0",
                        "ref/exchange-rates@0");
        assertThat(difference.tables())
                .extracting(RulesetRecord.Table::recordedAt)
                .containsOnly(NOW);
        assertThat(difference.added()).extracting(Measure::measureId).containsExactly("UN-KP-2397-7-VEHICLES");
        assertThat(difference.isEmpty()).isFalse();
    }

    @Test
    void shouldPublishNothingTwice() {
        publish();

        RulesetDifference difference = difference();

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.unchanged()).isEqualTo(6);
    }

    @Test
    void shouldTakeARowThatMovedForTheSameTable() {
        publish();
        folder.write("reference/countries.csv", """
                code,canonical,until,alpha3,numeric,names
                UK,GB,,,,
                NO,NO,,NOR,578,Norway
                DE,DE,,DEU,276,Germany
                KP,KP,,PRK,408,"North Korea|Korea, Democratic People's Republic of"
                GB,GB,,GBR,826,United Kingdom
                """);

        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void shouldGiveAChangedTableTheNextVersion() {
        publish();
        put(new RulesetRecord.Table(new ReferenceTable("exchange-rates", List.of("a"), List.of()), 7, NOW));

        assertThat(difference().tables()).extracting(RulesetRecord.Table::key).containsExactly("ref/exchange-rates@8");
    }

    @Test
    void shouldNotReuseTheVersionOfATableThatCannotBeRead() {
        publish();
        unreadable.put("ref/exchange-rates@3", new Unusable("ref/exchange-rates@3", 9, "UNDECODABLE"));

        assertThat(difference().tables()).extracting(RulesetRecord.Table::key).containsExactly("ref/exchange-rates@4");
    }

    @Test
    void shouldSayInWhatARevisionDiffersFromWhatWasPublished() {
        publish();
        folder.with("para. 7", "para. 8");

        assertThat(difference().conflicting()).singleElement().satisfies(conflict -> {
            assertThat(conflict.key()).isEqualTo(KEY);
            assertThat(conflict.fields()).containsExactly("provision");
        });
    }

    @Test
    void shouldTakeAnAmountWithOtherZerosForTheSame() {
        folder.with("effectiveFrom", "unitValueOver: { amount: 2000, currency: USD }\n    effectiveFrom");
        publish();
        folder.with("effectiveFrom", "unitValueOver: { amount: \"2000.00\", currency: USD }\n    effectiveFrom");

        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void shouldReportWhatIsOnlyOnTheTopicAndLeaveIt() {
        publish();
        folder.with("UN-KP-2397-7-VEHICLES", "UN-KP-2397-7-CARS");
        unreadable.put("UN-KP-2397-7-SHIPS@1", new Unusable("UN-KP-2397-7-SHIPS@1", 9, "UNDECODABLE"));

        RulesetDifference difference = difference();

        assertThat(difference.onlyOnTopic()).containsExactly("UN-KP-2397-7-SHIPS@1", KEY);
        assertThat(difference.added()).extracting(Measure::measureId).containsExactly("UN-KP-2397-7-CARS");
    }

    @Test
    void shouldPublishOverARecordThatCannotBeRead() {
        publish();
        records.remove(KEY);
        unreadable.put(KEY, new Unusable(KEY, 9, "UNDECODABLE"));

        assertThat(difference().added()).hasSize(1);
        assertThat(difference().onlyOnTopic()).isEmpty();
    }
}
