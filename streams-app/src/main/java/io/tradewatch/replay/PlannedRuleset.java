package io.tradewatch.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.engine.index.Law;
import io.tradewatch.ruleset.LawRecords;
import io.tradewatch.ruleset.Ruleset;
import io.tradewatch.ruleset.RulesetContents;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.publish.PublishedLaw;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ruleset of a replay, stored with the plan. Publications and drafts after the planning do not change a run. Immutable.
 *
 * @param records the active record of each key, in the order of keys
 */
public record PlannedRuleset(List<RulesetRecord> records) {
    private static final JsonMapper JSON = BoundedJson.mapper().build();
    private static final String MEASURE = "measure";
    private static final String TABLE = "table";

    public PlannedRuleset {
        records = records.stream()
                .sorted(Comparator.comparing(RulesetRecord::key))
                .toList();
    }

    /**
     * The ruleset on the topic, without the unusable measures.
     *
     * @param knownAt the instant of knowledge for the run; null: now
     * @throws ReplayException when it is too incomplete to screen with
     */
    public static PlannedRuleset of(PublishedLaw published, @Nullable Instant knownAt) {
        Ruleset ruleset = published.ruleset(knownAt);
        ruleset.obstacle().ifPresent(obstacle -> {
            throw new ReplayException(
                    obstacle, "Publish with 'tradewatch measures publish', or name draft files with --measures DIR.");
        });
        return new PlannedRuleset(published.contents().records().values().stream()
                .map(RulesetContents.Placed::record)
                .filter(record -> !(record instanceof RulesetRecord.Revision revision)
                        || !ruleset.unusableMeasures()
                                .contains(revision.measure().measureId()))
                .toList());
    }

    /** The ruleset from files. */
    public static PlannedRuleset of(MeasureCatalogue drafts) {
        List<RulesetRecord> records = new ArrayList<>();
        drafts.revisions().forEach(measure -> records.add(new RulesetRecord.Revision(measure)));
        drafts.tables().forEach(table -> records.add(new RulesetRecord.Table(table, 0, Instant.EPOCH)));
        return new PlannedRuleset(records);
    }

    /** The law, as the rules need it. */
    public Law law() {
        return LawRecords.law(records);
    }

    /** Sixteen hex digits that identify this ruleset. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines().forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The records as JSON, one per line. */
    List<String> lines() {
        return records.stream().map(PlannedRuleset::line).toList();
    }

    private static String line(RulesetRecord record) {
        if (record instanceof RulesetRecord.Revision revision) {
            return "{\"" + MEASURE + "\":" + AvroJson.write(MeasureMapping.toAvro(revision.measure())) + "}";
        }
        return "{\"" + TABLE + "\":" + AvroJson.write(MeasureMapping.toAvro((RulesetRecord.Table) record)) + "}";
    }

    /** Reads the result of {@link #lines}. */
    static PlannedRuleset read(List<String> lines) {
        return new PlannedRuleset(lines.stream().map(PlannedRuleset::record).toList());
    }

    private static RulesetRecord record(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            DecodeResult<RulesetRecord> record = json.has(MEASURE)
                    ? MeasureMapping.toScreening(
                            AvroJson.read(json.get(MEASURE), Measure.class).orElseThrow())
                    : MeasureMapping.toScreening(
                            AvroJson.read(json.get(TABLE), ReferenceTable.class).orElseThrow());
            return record.orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of the planned law is no JSON", e);
        }
    }
}
