package io.tradewatch.engine.outline;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.index.Locations;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.rules.Screening;
import java.util.Arrays;

/**
 * A transfer as numbers: when the goods moved, its countries by role, the places that replace missing countries, and
 * the origin and commodity code of each goods item. The outline proves for nearly all transfers that no measure finds
 * anything, at a small part of the cost of screening.
 *
 * <p>One outline is reused for one transfer after another, and keeps its arrays. Not safe for use by several threads.
 *
 * @see Screening#isClear
 */
public final class TransferOutline {
    /** Stands for a country that is not reported. */
    public static final int NO_COUNTRY = Countries.NO_NUMBER;

    /** Stands for a commodity code that is missing, is shorter than six digits, or needs the rules to be read. */
    public static final int NO_CODE = -1;

    private static final int FEW = 4;

    private long occurredAt;
    private long day;
    private int flag;
    private int destination;
    private int[] exportSide = new int[FEW];
    private int exportSideSize;
    private int[] importSide = new int[FEW];
    private int importSideSize;
    private int[] locations = new int[FEW];
    private int locationsSize;
    private int[] origins = new int[FEW];
    private int[] codes = new int[FEW];
    private int items;

    /** Empties the outline for the next transfer. */
    public void clear() {
        destination = NO_COUNTRY;
        flag = NO_COUNTRY;
        locationsSize = 0;
        exportSideSize = 0;
        importSideSize = 0;
        items = 0;
    }

    /** Sets the time at which the goods moved, in ms since the epoch. */
    public void setOccurredAt(long millis) {
        occurredAt = millis;
    }

    /** Sets D, the day on which the goods moved, in days since the epoch. */
    public void setDay(long epochDay) {
        day = epochDay;
    }

    /** The time at which the goods moved, in ms since the epoch. */
    public long occurredAt() {
        return occurredAt;
    }

    /**
     * Adds a country.
     *
     * @param role the country's role; not {@link Role#ORIGIN}, which belongs to an item
     * @param country its number, as {@link Countries#number} returns it, or {@link #NO_COUNTRY}
     */
    public void add(Role role, int country) {
        if (role == Role.DESTINATION) {
            destination = country;
        }
        if (country == NO_COUNTRY) {
            return;
        }
        switch (role) {
            case DESTINATION, CONSIGNEE, END_USER -> addToExportSide(country);
            case DISPATCH, CONSIGNOR -> addToImportSide(country);
            case TRANSIT -> {
                addToExportSide(country);
                addToImportSide(country);
            }
            case FLAG -> flag = country;
            case ORIGIN -> throw new IllegalArgumentException(role + " is not a country of the transfer");
        }
    }

    /**
     * Adds a country unless it equals the last one: consignee and destination are mostly the same, and so are consignor
     * and dispatch.
     */
    private void addToExportSide(int country) {
        if (exportSideSize > 0 && exportSide[exportSideSize - 1] == country) {
            return;
        }
        exportSide = withRoom(exportSide, exportSideSize);
        exportSide[exportSideSize++] = country;
    }

    private void addToImportSide(int country) {
        if (importSideSize > 0 && importSide[importSideSize - 1] == country) {
            return;
        }
        importSide = withRoom(importSide, importSideSize);
        importSide[importSideSize++] = country;
    }

    /**
     * Adds a place whose code replaces a missing country.
     *
     * @param location its UN/LOCODE, made by {@link Locations#append}
     */
    public void addLocation(int location) {
        locations = withRoom(locations, locationsSize);
        locations[locationsSize++] = location;
    }

    /**
     * Adds a goods item.
     *
     * @param origin the number of its country of origin, as {@link Countries#number} returns it, or {@link #NO_COUNTRY}
     * @param code the first six digits of its commodity code as a number, or {@link #NO_CODE}
     */
    public void addItem(int origin, int code) {
        origins = withRoom(origins, items);
        codes = withRoom(codes, items);
        origins[items] = origin;
        codes[items] = code;
        items++;
    }

    private static int[] withRoom(int[] array, int size) {
        return size < array.length ? array : Arrays.copyOf(array, 2 * size);
    }

    long day() {
        return day;
    }

    int flag() {
        return flag;
    }

    int locations() {
        return locationsSize;
    }

    int location(int index) {
        return locations[index];
    }

    int destination() {
        return destination;
    }

    /** The number of countries in the roles in which a flow's targets can match, without origins. */
    int countries(Flow flow) {
        return flow == Flow.EXPORT ? exportSideSize : importSideSize;
    }

    int country(Flow flow, int index) {
        return flow == Flow.EXPORT ? exportSide[index] : importSide[index];
    }

    int items() {
        return items;
    }

    int origin(int item) {
        return origins[item];
    }

    int code(int item) {
        return codes[item];
    }
}
