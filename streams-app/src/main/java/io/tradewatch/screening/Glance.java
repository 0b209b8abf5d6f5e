package io.tradewatch.screening;

/**
 * Tells from the outline of a transfer that no measure finds anything in it. Never says so where one does; says "not clear"
 * of some in which none does, so that it need not know more of the rules than countries and codes. Immutable.
 *
 * <p>What it relies on: a measure can only find something where one of its targets is among the transfer's countries, and
 * then only in goods that it lists (rules 3 to 5), or whose code cannot be used (rule 10); and a transfer as a whole is only
 * found where its destination is not known (rule 0). A code that no step between two editions names means the same in all of
 * them, whichever a measure is written in.
 */
final class Glance {
    private final Countries countries;
    private final HsCorrelation correlation;
    private final ListedCodes listed;

    Glance(ReferenceTables reference, ListedCodes listed) {
        this.countries = reference.countries();
        this.correlation = reference.correlation();
        this.listed = listed;
    }

    /** False where something may be found. */
    boolean isClear(TransferOutline outline) {
        if (countries.canonical(outline.destination()) == Countries.NO_NUMBER) {
            return false;
        }
        return isClear(outline, Flow.EXPORT) && isClear(outline, Flow.IMPORT) && hasClearOrigins(outline);
    }

    private boolean isClear(TransferOutline outline, Flow flow) {
        for (int i = 0; i < outline.countries(flow); i++) {
            int country = countries.canonical(outline.country(flow, i));
            if (country != Countries.NO_NUMBER && listed.haveTarget(flow, country)) {
                for (int item = 0; item < outline.items(); item++) {
                    if (mayList(flow, country, outline.code(item))) {
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
                    && listed.haveTarget(Flow.IMPORT, origin)
                    && mayList(Flow.IMPORT, origin, outline.code(item))) {
                return false;
            }
        }
        return true;
    }

    private boolean mayList(Flow flow, int country, int code) {
        return code == TransferOutline.NO_CODE || correlation.renumbers(code) || listed.contain(flow, country, code);
    }
}
