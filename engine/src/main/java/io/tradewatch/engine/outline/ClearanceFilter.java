package io.tradewatch.engine.outline;

import io.tradewatch.engine.index.CommodityBitmap;
import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.index.HsCorrelation;
import io.tradewatch.engine.index.Locations;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.Flow;

/**
 * Decides from the outline of a transfer whether the transfer is clear: no measure finds anything in it. It never
 * reports a transfer with findings as clear. It may report a transfer without findings as not clear, because it uses
 * countries and codes alone. Immutable.
 *
 * <p>The filter relies on three facts. A measure finds something only if one of its targets is among the transfer's
 * countries, and then only in goods that it lists (rules 3 to 5) or whose code cannot be used (rule 10). Apart from
 * codes, only an unreadable country, an unknown destination or an implausible day makes a transfer unscreenable (rule
 * 10). A code that no correlation between two editions names has the same meaning in all editions.
 */
public final class ClearanceFilter {
    private static final long FIRST_PLAUSIBLE_DAY = DayRange.FIRST_PLAUSIBLE.toEpochDay();

    private final Countries countries;
    private final Locations locations;
    private final HsCorrelation correlation;
    private final CommodityBitmap listed;

    /**
     * A filter for one set of measures.
     *
     * @param reference the tables that the measures are read with
     * @param listed the goods that they list, by flow and target country
     */
    public ClearanceFilter(ReferenceTables reference, CommodityBitmap listed) {
        this.countries = reference.countries();
        this.locations = reference.locations();
        this.correlation = reference.correlation();
        this.listed = listed;
    }

    /** Returns true only if the transfer has no findings; false if it may have some. */
    public boolean isClear(TransferOutline outline) {
        return outline.destination() != TransferOutline.NO_COUNTRY
                && outline.day() >= FIRST_PLAUSIBLE_DAY
                && isClear(outline, Flow.EXPORT)
                && isClear(outline, Flow.IMPORT)
                && hasClearOrigins(outline)
                && isKnown(outline.flag())
                && hasKnownLocations(outline);
    }

    private boolean isClear(TransferOutline outline, Flow flow) {
        for (int i = 0; i < outline.countries(flow); i++) {
            int country = countries.canonical(outline.country(flow, i));
            if (country == Countries.NO_NUMBER) {
                return false;
            }
            if (listed.haveTarget(flow, country)) {
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
            int reported = outline.origin(item);
            if (reported != TransferOutline.NO_COUNTRY) {
                int origin = countries.canonical(reported);
                if (origin == Countries.NO_NUMBER
                        || (listed.haveTarget(Flow.IMPORT, origin)
                                && mayList(Flow.IMPORT, origin, outline.code(item)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isKnown(int country) {
        return country == TransferOutline.NO_COUNTRY || countries.canonical(country) != Countries.NO_NUMBER;
    }

    private boolean hasKnownLocations(TransferOutline outline) {
        for (int i = 0; i < outline.locations(); i++) {
            if (!locations.contains(outline.location(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean mayList(Flow flow, int country, int code) {
        return code == TransferOutline.NO_CODE || correlation.renumbers(code) || listed.contain(flow, country, code);
    }
}
