package io.tradewatch.engine.index;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The keys under which the index lists measures: flow, target country, edition and a code of two, four or six digits.
 *
 * <p>A prefix of two or four digits is listed under itself. A prefix of six or more digits is listed under its first
 * six. Every prefix of four or more digits is also listed below its first two digits, and every prefix of six or more
 * digits below its first four, for items whose code has only two or four digits. An item therefore needs at most three
 * probes.
 */
public final class CodeKeys {
    /** The kind of entry under a key. */
    private enum Kind {
        ALL_GOODS,
        CHAPTER,
        HEADING,
        SUBHEADING,
        BELOW_CHAPTER,
        BELOW_HEADING
    }

    private static final int CHAPTER_DIGITS = 2;
    private static final int HEADING_DIGITS = 4;
    private static final int TWO_DIGITS = 100;

    private CodeKeys() {}

    /** Returns the key of the measures that cover all goods. */
    public static long ofAllGoods(Flow flow, String country) {
        return key(place(flow, country, HsEdition.HS2007), Kind.ALL_GOODS, 0);
    }

    /** Passes on every key under which a measure with these prefixes is listed. */
    public static void ofPrefixes(
            Flow flow, String country, HsEdition edition, List<CommodityPrefix> prefixes, LongConsumer keys) {
        long place = place(flow, country, edition);
        for (CommodityPrefix prefix : prefixes) {
            if (prefix.isAny()) {
                keys.accept(ofAllGoods(flow, country));
            } else {
                ofPrefix(place, prefix, keys);
            }
        }
    }

    private static void ofPrefix(long place, CommodityPrefix prefix, LongConsumer keys) {
        String digits = prefix.digits();
        int length = Math.min(digits.length(), CommodityCode.HS_DIGITS);
        int number = number(digits, length);
        keys.accept(key(place, kindOf(length), number));
        if (length > HEADING_DIGITS) {
            number /= TWO_DIGITS;
            keys.accept(key(place, Kind.BELOW_HEADING, number));
        }
        if (length > CHAPTER_DIGITS) {
            keys.accept(key(place, Kind.BELOW_CHAPTER, number / TWO_DIGITS));
        }
    }

    /** Passes on the keys for a code: they list every measure whose prefixes could match it. */
    public static void ofCode(Flow flow, String country, HsEdition edition, String digits, LongConsumer keys) {
        int length = Math.min(digits.length(), CommodityCode.HS_DIGITS);
        long place = place(flow, country, edition);
        for (int prefix = CHAPTER_DIGITS; prefix <= length; prefix += 2) {
            keys.accept(key(place, kindOf(prefix), number(digits, prefix)));
        }
        if (length == CHAPTER_DIGITS) {
            keys.accept(key(place, Kind.BELOW_CHAPTER, number(digits, length)));
        } else if (length == HEADING_DIGITS) {
            keys.accept(key(place, Kind.BELOW_HEADING, number(digits, length)));
        }
    }

    private static Kind kindOf(int length) {
        return switch (length) {
            case CHAPTER_DIGITS -> Kind.CHAPTER;
            case HEADING_DIGITS -> Kind.HEADING;
            default -> Kind.SUBHEADING;
        };
    }

    /** Returns the first {@code length} digits as a number. */
    static int number(String digits, int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number * 10 + (digits.charAt(i) - '0');
        }
        return number;
    }

    /** 10 bits of country, 1 of flow, 2 of edition. */
    private static long place(Flow flow, String country, HsEdition edition) {
        long number = Countries.number(country);
        return (number << 1 | flow.ordinal()) << 2 | edition.ordinal();
    }

    /** 13 bits of place, 3 of kind, 20 of digits. */
    private static long key(long place, Kind kind, int number) {
        return (place << 3 | kind.ordinal()) << 20 | number;
    }
}
