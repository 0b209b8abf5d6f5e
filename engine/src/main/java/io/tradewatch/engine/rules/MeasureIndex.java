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
 * The ruleset, compiled for screening: finds the measures that could concern a goods item by its countries and its
 * code. The time for a look-up does not depend on the number of measures. Immutable and safe for use by several
 * threads.
 *
 * <p>The index lists every measure under each of its target countries and each of its prefixes, cut to six digits. It
 * also lists the measure under the shorter codes that these prefixes begin with, so that an item with a short code
 * finds the measure too. A look-up takes at most three probes per target country among the item's countries and per
 * edition of the measures towards that country.
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
     * Compiles the law as it was known at an instant. Rule 1.
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

    /**
     * Returns the newest revision of each measure, unless that revision revokes the measure, in the order of ids. Of
     * equal revisions the first one counts.
     */
    private static List<Measure> inForce(List<Measure> revisions) {
        // The revisions arrive nearly in this order, so sorting them is cheaper than a map.
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

    /** The number of active measures. */
    public int size() {
        return measures.length;
    }

    /** Hash of the rules' version and the reference tables: 16 hex digits. */
    public String lawVersion() {
        return reference.lawVersion();
    }

    /** The active measures, in the order of their ids. */
    public List<Measure> measures() {
        List<Measure> result = new ArrayList<>(measures.length);
        for (CompiledMeasure measure : measures) {
            result.add(measure.measure());
        }
        return result;
    }

    /** The reference tables of the law. */
    public ReferenceTables reference() {
        return reference;
    }

    /**
     * Returns true only if the outline proves that no measure finds anything in the transfer; false if the outline does
     * not decide.
     */
    boolean isClear(TransferOutline outline) {
        return clearanceFilter.isClear(outline);
    }

    /** Whether any measure has a target among the countries of a transfer and the origin of an item. */
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
