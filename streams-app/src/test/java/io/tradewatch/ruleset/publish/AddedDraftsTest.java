package io.tradewatch.ruleset.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.RulesetContents;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.ruleset.files.LintFolder;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.MeasureFilesRefusedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drafts add to a ruleset, and what a person is told of them. */
final class AddedDraftsTest {
    private static final String ID = "UN-KP-2397-7-VEHICLES";

    private final LintFolder folder;
    private final RulesetContents published;

    AddedDraftsTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
        this.published = RulesetContents.EMPTY.with(records(this.folder.check()));
    }

    private static List<RulesetRecord> records(MeasureCatalogue catalogue) {
        List<RulesetRecord> records = new ArrayList<>();
        catalogue.revisions().forEach(measure -> records.add(new RulesetRecord.Revision(measure)));
        catalogue.tables().forEach(table -> records.add(new RulesetRecord.Table(table, 0, Instant.EPOCH)));
        return records;
    }

    private AddedDrafts added(LintFolder drafts) {
        return AddedDrafts.on(new PublishedLaw(published), drafts.check());
    }

    private static List<String> keys(PublishedLaw law) {
        return law.ruleset(null).law().revisions().stream()
                .map(measure -> new RulesetRecord.Revision(measure).key())
                .toList();
    }

    @Test
    void shouldAddANewMeasureAndKeepAllOthers() {
        AddedDrafts added = added(folder.with("id: " + ID, "id: INVENTED-1"));

        assertThat(keys(added.law())).containsExactly(ID + "@1", "INVENTED-1@1");
        assertThat(added.notes()).isEmpty();
    }

    @Test
    void shouldAddARevisionOnTop() {
        AddedDrafts added = added(folder.with("revision: 1", "revision: 2"));

        assertThat(keys(added.law())).containsExactly(ID + "@1", ID + "@2");
        assertThat(added.notes()).isEmpty();
    }

    @Test
    void shouldSayThatTheSameRevisionChangesNothing() {
        AddedDrafts added = added(folder);

        assertThat(keys(added.law())).containsExactly(ID + "@1");
        assertThat(added.notes())
                .containsExactly(ID + "@1 exists already with the same content, so it changes nothing.");
    }

    @Test
    void shouldSayThatALowerRevisionDoesNotCount() {
        AddedDrafts added = added(folder.with("revision: 1", "revision: 0"));

        assertThat(added.notes())
                .singleElement()
                .asString()
                .contains("end at revision 0, but revision 1 exists already", "gets revision 2");
    }

    @Test
    void shouldReplaceARevisionOfTheSameNumberAndSayThatPublishWouldNot() {
        AddedDrafts added = added(folder.with("[\"87\", \"8903\"]", "[\"8903\"]"));

        assertThat(added.law().ruleset(null).law().revisions())
                .singleElement()
                .satisfies(measure -> assertThat(measure.commodities()).hasSize(1));
        assertThat(added.notes())
                .singleElement()
                .asString()
                .contains(ID + "@1 exists already with other content (commodities)", "--replace", "gets revision 2");
    }

    @Test
    void shouldCountADraftThatReplacesARecordThatCannotBeRead() {
        Map<String, Unusable> unreadable = Map.of(ID + "@2", new Unusable(ID + "@2", 9, "no Avro"));
        RulesetContents damaged = new RulesetContents(published.records(), unreadable, published.lastChange(), 10);

        AddedDrafts added = AddedDrafts.on(
                new PublishedLaw(damaged),
                folder.with("revision: 1", "revision: 2").check());

        assertThat(new PublishedLaw(damaged).ruleset(null).unusableMeasures()).containsExactly(ID);
        assertThat(keys(added.law())).containsExactly(ID + "@1", ID + "@2");
    }

    @Test
    void shouldSayThatADraftCannotCountWithTheTablesOfTheRuleset() {
        folder.write("reference/country-groups.yaml", "INVENTED: [{ country: \"KP\", from: 2000-01-01 }]\n");

        AddedDrafts added = added(folder.with("[\"KP\"]", "[\"INVENTED\"]"));

        assertThat(added.notes()).hasSize(3);
        assertThat(added.notes().get(0)).contains("(country-groups)", "The screening uses those of the ruleset");
        assertThat(added.notes().get(2))
                .startsWith("The draft " + ID + "@1 cannot count: ")
                .contains("INVENTED");
    }

    @Test
    void shouldRefuseDraftsWithErrors() {
        assertThatThrownBy(() -> added(folder.with("\"KP\"", "NO")))
                .isInstanceOf(MeasureFilesRefusedException.class)
                .hasMessageContaining("measures.yaml:17:15");
    }

    @Test
    void shouldEqualWhatPublishingTheDraftsLeaves() {
        MeasureCatalogue drafts = folder.with("revision: 1", "revision: 2").check();
        List<Measure> expected = new ArrayList<>(published.ruleset().law().revisions());
        expected.addAll(drafts.revisions());

        AddedDrafts added = AddedDrafts.on(new PublishedLaw(published), drafts);

        assertThat(added.law().ruleset(null).law().revisions()).containsExactlyElementsOf(expected);
        assertThat(RulesetDifference.between(drafts, added.law(), Instant.EPOCH).isEmpty())
                .isTrue();
    }
}
