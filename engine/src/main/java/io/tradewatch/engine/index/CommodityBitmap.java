package io.tradewatch.engine.index;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The six-digit codes that measures list, for each flow and target country: one bit per code, in each chapter in which
 * a measure lists goods. One look-up decides for nearly all goods, regardless of the number of measures, and the bits
 * fit into the processor's caches. Not safe for use by several threads while it is filled.
 */
public final class CommodityBitmap {
    private static final int FLOWS = Flow.values().length;
    private static final int CHAPTERS = 100;
    private static final int CODES_A_CHAPTER = 10_000;
    private static final int WORDS_A_CHAPTER = (CODES_A_CHAPTER + Long.SIZE - 1) / Long.SIZE;

    /** Stands for a chapter that is listed as a whole. */
    private static final long[] WHOLE = new long[WORDS_A_CHAPTER];

    static {
        Arrays.fill(WHOLE, -1);
    }

    /**
     * The bits by flow and country, then by chapter; null for a country that is no target, and for a chapter without
     * listed goods.
     */
    private final long[] @Nullable [] @Nullable [] bits = new long[Countries.NUMBERS * FLOWS][][];

    /** Adds the prefixes of a measure towards a country. The country becomes a target even if there are no prefixes. */
    public void add(Flow flow, String country, List<CommodityPrefix> prefixes) {
        int place = place(flow, Countries.number(country));
        if (bits[place] == null) {
            bits[place] = new long[CHAPTERS][];
        }
        for (CommodityPrefix prefix : prefixes) {
            add(bits[place], prefix);
        }
    }

    private static void add(long[] @Nullable [] chapters, CommodityPrefix prefix) {
        if (prefix.isAny()) {
            Arrays.fill(chapters, WHOLE);
            return;
        }
        int length = Math.min(prefix.digits().length(), CommodityCode.HS_DIGITS);
        int codes = codesBelow(length);
        int first = CodeKeys.number(prefix.digits(), length) * codes;
        int chapter = first / CODES_A_CHAPTER;
        if (codes == CODES_A_CHAPTER) {
            chapters[chapter] = WHOLE;
        }
        if (chapters[chapter] == WHOLE) {
            return;
        }
        if (chapters[chapter] == null) {
            chapters[chapter] = new long[WORDS_A_CHAPTER];
        }
        int place = first % CODES_A_CHAPTER;
        set(chapters[chapter], place, place + codes);
    }

    /**
     * Sets the bits {@code from} (inclusive) to {@code to} (exclusive), one word at a time: a heading has 100 codes.
     */
    private static void set(long[] words, int from, int to) {
        int place = from;
        while (place < to) {
            int end = (place / Long.SIZE + 1) * Long.SIZE;
            long bits = -1L << place;
            if (to < end) {
                bits &= (1L << to) - 1;
            }
            words[place / Long.SIZE] |= bits;
            place = end;
        }
    }

    /** Returns the number of six-digit codes that share a beginning of {@code digits} digits. */
    private static int codesBelow(int digits) {
        int codes = 1;
        for (int more = digits; more < CommodityCode.HS_DIGITS; more++) {
            codes *= 10;
        }
        return codes;
    }

    /** Whether a country is the target of any measure. */
    public boolean haveTarget(Flow flow, int country) {
        return bits[place(flow, country)] != null;
    }

    /**
     * Whether any measure towards a target country lists a six-digit code, given as a number. The country must be a
     * target.
     */
    public boolean contain(Flow flow, int country, int sixDigits) {
        long[] codes = bits[place(flow, country)][sixDigits / CODES_A_CHAPTER];
        int code = sixDigits % CODES_A_CHAPTER;
        return codes != null && (codes[code / Long.SIZE] & (1L << code)) != 0;
    }

    private static int place(Flow flow, int country) {
        return country * FLOWS + flow.ordinal();
    }
}
