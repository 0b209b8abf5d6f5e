package io.tradewatch.screening;

import java.util.Set;

/**
 * Tells from the outline of a transfer that no measure finds anything in it. Never says so where one does; says "not clear"
 * of some in which none does, so that it need not know more of the rules than countries and codes. Immutable.
 *
 * <p>What it relies on: a measure can only find something where one of its targets is among the transfer's countries, and
 * then only in goods that the index lists it for (rules 3 to 5), or whose code cannot be used (rule 10); and a transfer
 * as a whole is only found where its destination is not known (rule 0).
 */
final class Glance {
    private static final int TO_CHAPTER = 10_000;
    private static final HsEdition[] EDITIONS = HsEdition.values();

    /** For each canonical country, a bit for each edition that exports to it, or imports from it, are restricted in. */
    private final byte[] exports = new byte[Countries.NUMBERS];

    private final byte[] imports = new byte[Countries.NUMBERS];
    private final Countries countries;
    private final HsCorrelation correlation;
    private final Postings postings;
    private final ListedChapters chapters;

    Glance(
            ReferenceTables reference,
            Postings postings,
            ListedChapters chapters,
            TargetTable exportTargets,
            TargetTable importTargets) {
        this.countries = reference.countries();
        this.correlation = reference.correlation();
        this.postings = postings;
        this.chapters = chapters;
        for (int number = 0; number < Countries.NUMBERS; number++) {
            String country = Countries.letters(number);
            exports[number] = bits(exportTargets.editions(country));
            imports[number] = bits(importTargets.editions(country));
        }
    }

    private static byte bits(Set<HsEdition> editions) {
        int bits = 0;
        for (HsEdition edition : editions) {
            bits |= 1 << edition.ordinal();
        }
        return (byte) bits;
    }

    /** False where something may be found. */
    boolean isClear(TransferOutline outline) {
        if (countries.canonical(outline.destination()) == Countries.NO_NUMBER) {
            return false;
        }
        return isClear(outline, Flow.EXPORT, exports)
                && isClear(outline, Flow.IMPORT, imports)
                && hasClearOrigins(outline);
    }

    private boolean isClear(TransferOutline outline, Flow flow, byte[] targets) {
        for (int i = 0; i < outline.countries(flow); i++) {
            int country = countries.canonical(outline.country(flow, i));
            if (country != Countries.NO_NUMBER && targets[country] != 0) {
                for (int item = 0; item < outline.items(); item++) {
                    if (mayList(flow, country, targets[country], outline.code(item))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean hasClearOrigins(TransferOutline outline) {
        for (int item = 0; item < outline.items(); item++) {
            int origin = countries.canonical(outline.origin(item));
            if (origin != Countries.NO_NUMBER
                    && imports[origin] != 0
                    && mayList(Flow.IMPORT, origin, imports[origin], outline.code(item))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a measure towards a country may list a code, in whatever edition it is written. A code that no step between
     * two editions names means the same in all of them.
     */
    private boolean mayList(Flow flow, int country, byte editions, int code) {
        if (code == TransferOutline.NO_CODE || correlation.renumbers(code)) {
            return true;
        }
        if (!chapters.contain(flow, country, code / TO_CHAPTER)) {
            return false;
        }
        for (HsEdition edition : EDITIONS) {
            if ((editions & (1 << edition.ordinal())) != 0 && CodeKeys.lists(postings, flow, country, edition, code)) {
                return true;
            }
        }
        return postings.contains(CodeKeys.ofAllGoods(flow, country));
    }
}
