package io.tradewatch.engine.index;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which codes of six digits measures list at all, for each flow and target country: a bit for each code of a chapter in which
 * anything is listed. So nearly all goods are told by one look, however many measures there are, and what is looked at stays
 * in a processor's caches. Not safe for use by several threads while it is filled.
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

    /** By flow and country, and chapter; null where there is nothing. */
    private final long[] @Nullable [] @Nullable [] bits = new long[Countries.NUMBERS * FLOWS][][];

    /** A measure towards a country lists goods by these prefixes; or none, and it is a target all the same. */
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

    /** Sets the bits from one place to before another, a word at a time: below a heading there are a hundred. */
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

    /** How many codes of six digits begin with the same so many digits. */
    private static int codesBelow(int digits) {
        int codes = 1;
        for (int more = digits; more < CommodityCode.HS_DIGITS; more++) {
            codes *= 10;
        }
        return codes;
    }

    /** Whether any measure has a country as its target. */
    public boolean haveTarget(Flow flow, int country) {
        return bits[place(flow, country)] != null;
    }

    /** Whether any measure towards a country, which is a target, lists a code of six digits, given as a number. */
    public boolean contain(Flow flow, int country, int sixDigits) {
        long[] codes = bits[place(flow, country)][sixDigits / CODES_A_CHAPTER];
        int code = sixDigits % CODES_A_CHAPTER;
        return codes != null && (codes[code / Long.SIZE] & (1L << code)) != 0;
    }

    private static int place(Flow flow, int country) {
        return country * FLOWS + flow.ordinal();
    }
}
