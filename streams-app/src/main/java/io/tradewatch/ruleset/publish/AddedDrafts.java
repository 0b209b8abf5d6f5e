package io.tradewatch.ruleset.publish;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.publish.RulesetDifference.Conflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draft revisions on top of a ruleset: what the topic would hold if only they were published. Nothing goes away, and the
 * reference tables stay as they are.
 *
 * @param law the ruleset with the drafts
 * @param notes for a person: sentences on drafts that change nothing, replace a revision or cannot count
 */
public record AddedDrafts(PublishedLaw law, List<String> notes) {
    public AddedDrafts {
        notes = List.copyOf(notes);
    }

    /**
     * Adds drafts to a ruleset. A draft replaces the revision that has its number.
     *
     * @param base the ruleset
     * @param drafts the drafts, and the reference tables that they were checked against
     * @throws io.tradewatch.ruleset.files.MeasureFilesRefusedException when the drafts have errors
     */
    public static AddedDrafts on(PublishedLaw base, MeasureCatalogue drafts) {
        drafts.requireNoErrors();
        RulesetDifference difference = RulesetDifference.between(drafts, base, Instant.EPOCH);
        List<Measure> changed = Stream.concat(
                        difference.added().stream(),
                        difference.conflicting().stream().map(Conflict::written))
                .toList();
        PublishedLaw law = new PublishedLaw(base.contents()
                .with(changed.stream().map(RulesetRecord.Revision::new).toList()));
        List<String> notes = new ArrayList<>();
        tables(difference, notes);
        revisions(base, drafts, difference, notes);
        unusable(base, law, notes);
        return new AddedDrafts(law, notes);
    }

    private static void tables(RulesetDifference difference, List<String> notes) {
        if (!difference.tables().isEmpty()) {
            notes.add("The reference tables that the drafts were checked against differ from those of the ruleset ("
                    + difference.tables().stream()
                            .map(table -> table.table().name())
                            .collect(Collectors.joining(", "))
                    + "). The screening uses those of the ruleset.");
        }
    }

    private static void revisions(
            PublishedLaw base, MeasureCatalogue drafts, RulesetDifference difference, List<String> notes) {
        Map<String, Integer> existing = highest(base.records()
                .filter(RulesetRecord.Revision.class::isInstance)
                .map(record -> ((RulesetRecord.Revision) record).measure()));
        for (Conflict conflict : difference.conflicting()) {
            int next = existing.get(conflict.written().measureId()) + 1;
            notes.add(conflict.key() + " exists already with other content (" + String.join(", ", conflict.fields())
                    + "). The impact is that of replacing it, which 'measures publish' refuses without --replace."
                    + " Changed law gets revision " + next + ".");
        }
        highest(drafts.revisions().stream()).forEach((id, draft) -> {
            Integer exists = existing.get(id);
            if (exists == null) {
                return;
            }
            if (draft < exists) {
                notes.add("The drafts of " + id + " end at revision " + draft + ", but revision " + exists
                        + " exists already and counts, so they change nothing. Changed law gets revision "
                        + (exists + 1) + ".");
            } else if (draft.equals(exists)
                    && difference.conflicting().stream()
                            .noneMatch(
                                    conflict -> conflict.written().measureId().equals(id))) {
                notes.add(id + "@" + draft + " exists already with the same content, so it changes nothing.");
            }
        });
    }

    private static SortedMap<String, Integer> highest(Stream<Measure> measures) {
        SortedMap<String, Integer> highest = new TreeMap<>();
        measures.forEach(measure -> highest.merge(measure.measureId(), measure.revision(), Math::max));
        return highest;
    }

    private static void unusable(PublishedLaw base, PublishedLaw law, List<String> notes) {
        List<String> before =
                base.ruleset(null).unusable().stream().map(Unusable::key).toList();
        law.ruleset(null).unusable().stream()
                .filter(unusable -> !before.contains(unusable.key()))
                .forEach(unusable ->
                        notes.add("The draft " + unusable.key() + " cannot count: " + unusable.problem() + "."));
    }
}
