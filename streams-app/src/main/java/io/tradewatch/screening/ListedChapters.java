package io.tradewatch.screening;

/**
 * In which chapters measures list anything at all, for each flow and country: a few cache lines that spare most goods the
 * look-ups in the large table. Not safe for use by several threads while it is filled.
 */
final class ListedChapters {
    private static final int CHAPTERS = 128;
    private static final int FLOWS = Flow.values().length;
    private static final int ALL = -1;

    private final long[] bits = new long[Countries.NUMBERS * FLOWS * CHAPTERS / Long.SIZE];

    /** A measure lists goods by this prefix. */
    void add(Flow flow, String country, CommodityPrefix prefix) {
        int place = place(flow, Countries.number(country));
        if (prefix.isAny()) {
            bits[place] = ALL;
            bits[place + 1] = ALL;
        } else {
            int chapter = Integer.parseInt(prefix.digits().substring(0, 2));
            bits[place + chapter / Long.SIZE] |= 1L << chapter;
        }
    }

    /** Whether any measure lists goods of a chapter. */
    boolean contain(Flow flow, int country, int chapter) {
        return (bits[place(flow, country) + chapter / Long.SIZE] & (1L << chapter)) != 0;
    }

    private static int place(Flow flow, int country) {
        return (country * FLOWS + flow.ordinal()) * (CHAPTERS / Long.SIZE);
    }
}
