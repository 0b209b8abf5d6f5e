package io.tradewatch.engine.rules;

import io.tradewatch.engine.index.CodeKeys;
import io.tradewatch.engine.index.CommodityBitmap;
import io.tradewatch.engine.index.IntSet;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.Postings;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.outline.ClearanceFilter;
import io.tradewatch.engine.outline.TransferOutline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The law compiled for screening: which measures could concern a goods item, found from its countries and its code in
 * time that does not depend on how many measures there are. Immutable and safe for use by several threads.
 *
 * <p>Every measure is listed under each of its target countries and each of its prefixes, cut to six digits, and under
 * the shorter codes that those begin with, so that an item with a short code finds it too. A look-up costs at most three
 * probes for each target country among the item's countries and each edition that measures towards it are written in.
 */
public final class MeasureIndex {
    private final ReferenceTables reference;
    private final CompiledMeasure[] measures;
    private final Postings postings;
    private final TargetTable exports;
    private final TargetTable imports;
    private final ClearanceFilter clearanceFilter;

    private MeasureIndex(
            ReferenceTables reference,
            CompiledMeasure[] measures,
            Postings postings,
            CommodityBitmap listed,
            TargetTable exports,
            TargetTable imports) {
        this.reference = reference;
        this.measures = measures;
        this.postings = postings;
        this.exports = exports;
        this.imports = imports;
        this.clearanceFilter = new ClearanceFilter(reference, listed);
    }

    /** Compiles the law as it is known now. */
    public static MeasureIndex compile(Law law) {
        return compile(law, null);
    }

    /**
     * Compiles the law as it was known on a day. Rule 1.
     *
     * @param knownAt only revisions recorded at or before this instant count; null means no limit
     */
    public static MeasureIndex compile(Law law, @Nullable Instant knownAt) {
        List<Measure> known = new ArrayList<>(law.revisions());
        if (knownAt != null) {
            known.removeIf(revision -> revision.recordedAt().isAfter(knownAt));
        }
        return index(inForce(known), law.reference());
    }

    /** The newest revision of each measure, the first that there is of it, unless it revokes the measure; in the order of ids. */
    private static List<Measure> inForce(List<Measure> revisions) {
        // A law comes nearly in this order, which makes sorting it cheaper than a map.
        revisions.sort(Comparator.comparing(Measure::measureId)
                .thenComparing(Comparator.comparingInt(Measure::revision).reversed()));
        List<Measure> inForce = new ArrayList<>(revisions.size());
        String previous = "";
        for (Measure revision : revisions) {
            if (!revision.measureId().equals(previous) && revision.status() != MeasureStatus.REVOKED) {
                inForce.add(revision);
            }
            previous = revision.measureId();
        }
        return inForce;
    }

    private static MeasureIndex index(Iterable<Measure> inOrderOfId, ReferenceTables reference) {
        MeasureCompiler compiler = new MeasureCompiler(reference);
        List<CompiledMeasure> measures = new ArrayList<>();
        Postings.Builder postings = new Postings.Builder();
        CommodityBitmap listed = new CommodityBitmap();
        TargetTable.Builder exports = new TargetTable.Builder();
        TargetTable.Builder imports = new TargetTable.Builder();
        for (Measure measure : inOrderOfId) {
            CompiledMeasure compiled = compiler.compile(measure);
            int ordinal = measures.size();
            measures.add(compiled);
            TargetTable.Builder targets = measure.flow() == Flow.EXPORT ? exports : imports;
            for (String country : compiled.targets().everContained()) {
                targets.add(country, ordinal, compiled);
                listed.add(measure.flow(), country, measure.commodities());
                CodeKeys.ofPrefixes(
                        measure.flow(),
                        country,
                        measure.hsEdition(),
                        measure.commodities(),
                        key -> postings.add(key, ordinal));
            }
        }
        return new MeasureIndex(
                reference,
                measures.toArray(CompiledMeasure[]::new),
                postings.build(),
                listed,
                exports.build(),
                imports.build());
    }

    /** The number of measures that count. */
    public int size() {
        return measures.length;
    }

    /** Hash of the rules' version and the reference tables: 16 hex digits. */
    public String lawVersion() {
        return reference.lawVersion();
    }

    /** The measures that count, in the order of their ids. */
    public List<Measure> measures() {
        List<Measure> result = new ArrayList<>(measures.length);
        for (CompiledMeasure measure : measures) {
            result.add(measure.measure());
        }
        return result;
    }

    /** The reference tables that the law is read with. */
    public ReferenceTables reference() {
        return reference;
    }

    /** Whether no measure finds anything in a transfer, as far as its outline tells; false where it does not tell. */
    boolean isClear(TransferOutline outline) {
        return clearanceFilter.isClear(outline);
    }

    /** Whether any measure at all has a target among the countries of a movement and the origin of an item. */
    boolean targetsSomeCountryOf(ResolvedTransfer resolvedTransfer, @Nullable String origin) {
        return targetsSomeCountry(exports, Flow.EXPORT, resolvedTransfer, origin)
                || targetsSomeCountry(imports, Flow.IMPORT, resolvedTransfer, origin);
    }

    private static boolean targetsSomeCountry(
            TargetTable targets, Flow flow, ResolvedTransfer resolvedTransfer, @Nullable String origin) {
        for (Role role : flow.roles()) {
            for (String country : resolvedTransfer.countriesIn(role, origin)) {
                if (targets.contains(country)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The measures that could concern an item, by country and code alone, in the order of their ids. */
    List<CompiledMeasure> candidates(ResolvedTransfer resolvedTransfer, @Nullable String origin, ItemCode code) {
        IntSet ordinals = new IntSet();
        collect(Flow.EXPORT, exports, resolvedTransfer, origin, code, ordinals);
        collect(Flow.IMPORT, imports, resolvedTransfer, origin, code, ordinals);
        List<CompiledMeasure> result = new ArrayList<>(ordinals.size());
        for (int i = 0; i < ordinals.size(); i++) {
            result.add(measures[ordinals.get(i)]);
        }
        return result;
    }

    private void collect(
            Flow flow,
            TargetTable targets,
            ResolvedTransfer resolvedTransfer,
            @Nullable String origin,
            ItemCode code,
            IntSet into) {
        for (Role role : flow.roles()) {
            for (String country : resolvedTransfer.countriesIn(role, origin)) {
                if (!targets.contains(country)) {
                    continue;
                }
                postings.collect(CodeKeys.ofAllGoods(flow, country), into);
                for (HsEdition edition : targets.editions(country)) {
                    for (String digits : code.indexCodes(edition)) {
                        CodeKeys.ofCode(flow, country, edition, digits, key -> postings.collect(key, into));
                    }
                }
            }
        }
    }

    /** Rule 10: whether some measure that lists certain goods satisfies rules 1 to 4 for an item. */
    boolean anyListedGoodsConcern(ResolvedTransfer resolvedTransfer, @Nullable String origin) {
        return anyConcerns(Flow.EXPORT, exports, resolvedTransfer, origin)
                || anyConcerns(Flow.IMPORT, imports, resolvedTransfer, origin);
    }

    private boolean anyConcerns(
            Flow flow, TargetTable targets, ResolvedTransfer resolvedTransfer, @Nullable String origin) {
        for (Role role : flow.roles()) {
            for (String country : resolvedTransfer.countriesIn(role, origin)) {
                for (int ordinal : targets.listingGoods(country)) {
                    if (measures[ordinal].applicability(resolvedTransfer, origin) != null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
