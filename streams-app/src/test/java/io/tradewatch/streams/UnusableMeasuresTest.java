package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.kafka.UnavailableException;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.RulesetCompleteness;
import io.tradewatch.ruleset.Unusable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A measure that cannot be read, or whose target no table resolves: nothing is judged by it, and nothing is taken back. */
class UnusableMeasuresTest {
    private static final byte[] GARBAGE = {1, 2, 3};

    @TempDir
    private Path stateDirectory;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(stateDirectory);
        scene.law(ban("BAN", 0, "87"), ban("OTHER", 0, "8703"));
        scene.transfer(toNorthKorea("car", "870340").build());
        assertThat(scene.alerts()).extracting(Violation::getMeasureId).containsExactly("BAN", "OTHER");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldLeaveWhatItOpenedJudgeNothingNewByItAndScreenTheRest() {
        scene.rawMeasure("BAN@0", GARBAGE);
        scene.tick();
        scene.transfer(toNorthKorea("next", "870340").build());

        assertThat(scene.alerts())
                .extracting(Violation::getTransferId, Violation::getMeasureId)
                .containsExactly(tuple("next", "OTHER"));
        CompiledRuleset law = scene.book().current();
        assertThat(law.canScreen()).isTrue();
        assertThat(law.isComplete()).isFalse();
        assertThat(law.unusable()).extracting(Unusable::key).containsExactly("BAN@0");
    }

    @Test
    void shouldNotLetALowerRevisionGoOnToCount() {
        scene.rawMeasure("BAN@1", GARBAGE);
        scene.tick();
        scene.transfer(toNorthKorea("next", "870340").build());

        assertThat(scene.alerts())
                .extracting(Violation::getTransferId, Violation::getMeasureId)
                .containsExactly(tuple("next", "OTHER"));
    }

    @Test
    void shouldJudgeAgainWhatIsStoredWhenTheRecordCanBeReadAgain() {
        scene.rawMeasure("BAN@0", GARBAGE);
        scene.transfer(toNorthKorea("car", "490199").setRevision(1).build());
        scene.tick();
        assertThat(scene.alerts())
                .extracting(Violation::getMeasureId, Violation::getStatus)
                .containsExactly(tuple("OTHER", ViolationStatus.WITHDRAWN));

        scene.measures(ban("BAN", 0, "87"));
        scene.tick();

        assertThat(scene.alerts())
                .extracting(Violation::getMeasureId, Violation::getStatus, Violation::getTransferRevision)
                .containsExactly(tuple("BAN", ViolationStatus.WITHDRAWN, 0));
        assertThat(scene.book().current().isComplete()).isTrue();
    }

    @Test
    void shouldBeUsableAgainByAHigherRevision() {
        scene.rawMeasure("BAN@1", GARBAGE);
        scene.tick();
        scene.measures(ban("BAN", 2, "8703"));
        scene.tick();

        assertThat(scene.alerts())
                .extracting(Violation::getMeasureId, Violation::getStatus, Violation::getMeasureRevision)
                .containsExactly(tuple("BAN", ViolationStatus.UPDATED, 2));
        assertThat(scene.book().current().isComplete()).isTrue();
        assertThat(scene.book().state().malformed()).containsOnlyKeys("BAN@1");
    }

    @Test
    void shouldLetTheLowerRevisionsCountAgainAfterATombstone() {
        scene.rawMeasure("BAN@1", GARBAGE);
        scene.rawMeasure("BAN@1", null);
        scene.tick();
        scene.transfer(toNorthKorea("next", "870340").build());

        assertThat(scene.alerts())
                .extracting(Violation::getTransferId, Violation::getMeasureId)
                .containsExactly(tuple("next", "BAN"), tuple("next", "OTHER"));
    }

    @Test
    void shouldWithdrawEverythingOfATransferThatIsCancelled() {
        scene.rawMeasure("BAN@0", GARBAGE);
        scene.transfer(toNorthKorea("car", "870340")
                .setRevision(1)
                .setStatus(TransferStatus.CANCELLED)
                .build());

        assertThat(scene.alerts())
                .extracting(Violation::getMeasureId, Violation::getStatus, Violation::getStatusReason)
                .containsExactly(
                        tuple("BAN", ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CANCELLED),
                        tuple("OTHER", ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CANCELLED));
    }

    @Test
    void shouldNotTakeTheItemsWithoutACodeForHarmlessMeanwhile() {
        scene.law(ban("BAN", 0, "87"), ban("OTHER", 1, "8703"));
        scene.transfer(toNorthKorea("uncoded", null).build());
        assertThat(scene.alerts()).extracting(Violation::getMeasureId).containsExactly(Violations.UNSCREENABLE);

        scene.rawMeasure("BAN@0", GARBAGE);
        scene.rawMeasure("OTHER@2", GARBAGE);
        scene.tick();

        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    void shouldBeUnusableWhileNoTableResolvesItsTarget() {
        scene.measures(MeasureDraft.measure("EMBARGO")
                .supplyTo("EMBARGOED")
                .goods("84")
                .build());
        scene.transfer(toNorthKorea("pump", "841350").build());
        assertThat(scene.alerts()).isEmpty();
        assertThat(scene.book().current().isComplete()).isFalse();
        assertThat(scene.book().current().unusable()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("EMBARGO@0");
            assertThat(problem.problem()).contains("EMBARGOED");
        });

        scene.table(
                2,
                new ReferenceTable(
                        ReferenceTable.COUNTRY_GROUPS,
                        List.of("group", "country", "from", "to"),
                        List.of(List.of("EMBARGOED", "KP", "2000-01-01", ""))));
        scene.transfer(toNorthKorea("valve", "841350").build());

        assertThat(scene.alerts()).extracting(Violation::getMeasureId).containsExactly("EMBARGO");
        assertThat(scene.book().current().isComplete()).isTrue();
    }

    @Test
    void shouldWaitWhileATableThatTheMeasuresNeedIsMissing() {
        scene.rawMeasure("ref/hs-codes@1", null);

        assertThat(scene.book().current().completeness()).isEqualTo(RulesetCompleteness.LACKING);
        assertThatThrownBy(() -> scene.transfer(toNorthKorea("next", "870340").build()))
                .hasRootCauseInstanceOf(UnavailableException.class)
                .hasRootCauseMessage("waited 0 s for the ruleset: the ruleset has no readable version of the reference"
                        + " table hs-codes; publish what is missing with: tradewatch measures publish");
    }
}
