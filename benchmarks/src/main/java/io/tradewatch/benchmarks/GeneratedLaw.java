package io.tradewatch.benchmarks;

import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A law of any size that is the same for the same seed: bans on exports to a few countries, each of 1 to 19 prefixes of
 * four or six digits. Its goods stand in chapters 25 to 96; what else is banned to Korea below keeps clear of them.
 */
final class GeneratedLaw {
    static final List<String> TARGETS = List.of("KP", "IR", "SY", "RU", "BY", "MM", "SD", "LY", "SO", "CD");

    /** The country that single measures of a benchmark are directed at. */
    static final String KOREA = "KP";

    /** No generated measure lists this chapter; {@link #probe} does. */
    static final String PROBE_CODE = "970690";

    /** No generated measure lists this chapter; {@link #changed} does. */
    static final String DORMANT_CODE = "240220";

    private static final long SEED = 20_240_501;
    private static final int MOST_PREFIXES = 19;
    private static final int FIRST_CHAPTER = 25;
    private static final int LAST_CHAPTER = 96;
    private static final int UNUSED_CHAPTER = 77;
    private static final int UNLISTED_CHAPTERS = 23;
    private static final int CODES_OF_A_CHAPTER = 10_000;
    private static final int EVEN_CODES = (LAST_CHAPTER - FIRST_CHAPTER) * CODES_OF_A_CHAPTER / 2;
    private static final int CODES_OF_A_MEASURE = 10;
    private static final int STRIDE = 104_729;

    private GeneratedLaw() {}

    /** Measures, numbered from 1. */
    static List<Measure> measures(int count) {
        Random random = new Random(SEED);
        List<Measure> measures = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            List<CommodityPrefix> prefixes = new ArrayList<>();
            for (int left = 1 + random.nextInt(MOST_PREFIXES); left > 0; left--) {
                prefixes.add(prefix(random));
            }
            measures.add(ban("BAN-" + number, 1, TARGETS.get(random.nextInt(TARGETS.size())), prefixes));
        }
        return measures;
    }

    /**
     * Measures of ten subheadings each, as many as make so many pairs of measure and code. No two list the same subheading to
     * the same country; all that are listed are even. A larger law begins with the smaller one.
     *
     * @param entries a multiple of ten, at most 3,550,000
     */
    static List<Measure> withEntries(int entries) {
        int count = entries / CODES_OF_A_MEASURE;
        List<Measure> measures = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            List<CommodityPrefix> prefixes = new ArrayList<>(CODES_OF_A_MEASURE);
            int first = number / TARGETS.size() * CODES_OF_A_MEASURE;
            for (int place = first; place < first + CODES_OF_A_MEASURE; place++) {
                prefixes.add(evenCode(place));
            }
            measures.add(ban("BAN-" + (number + 1), 1, TARGETS.get(number % TARGETS.size()), prefixes));
        }
        return measures;
    }

    /** Spread over all chapters; no two places have the same, as the stride has no divisor in common with their number. */
    private static CommodityPrefix evenCode(int place) {
        int code = FIRST_CHAPTER * CODES_OF_A_CHAPTER + 2 * (int) ((long) place * STRIDE % EVEN_CODES);
        int usable = code < UNUSED_CHAPTER * CODES_OF_A_CHAPTER ? code : code + CODES_OF_A_CHAPTER;
        return new CommodityPrefix(Integer.toString(usable), false);
    }

    /** Any code of six digits in chapters 01 to 23, of which no measure lists anything. */
    static String unlistedCode(RandomGenerator random) {
        return codeIn(1 + random.nextInt(UNLISTED_CHAPTERS), random);
    }

    /** Any code of six digits in a chapter. */
    static String codeIn(int chapter, RandomGenerator random) {
        return String.format(Locale.ROOT, "%02d%04d", chapter, random.nextInt(CODES_OF_A_CHAPTER));
    }

    /** Any code of six digits in the chapters that measures list goods of. */
    static String code(Random random) {
        return sixDigits(randomCode(random)).digits();
    }

    /** Finds exactly the probes among transfers, each once. */
    static Measure probe() {
        return ban("PROBE", 1, KOREA, List.of(new CommodityPrefix(PROBE_CODE.substring(0, 4), false)));
    }

    /** Finds exactly the dormant ones among transfers, each once. */
    static Measure changed(String measureId) {
        return ban(measureId, 1, KOREA, List.of(new CommodityPrefix(DORMANT_CODE.substring(0, 4), false)));
    }

    /** One measure on Korea with very many prefixes, all of six digits and different, spread over the chapters. */
    static Measure wide(int prefixes) {
        int step = (LAST_CHAPTER - FIRST_CHAPTER + 1) * CODES_OF_A_CHAPTER / prefixes;
        List<CommodityPrefix> all = new ArrayList<>(prefixes);
        for (int number = 0; number < prefixes; number++) {
            all.add(sixDigits(FIRST_CHAPTER * CODES_OF_A_CHAPTER + number * step));
        }
        return ban("WIDE", 1, KOREA, all);
    }

    /** Measures on Korea, each of 1 to 19 prefixes of six digits, all even: what is odd just misses them. */
    static List<Measure> even(int count) {
        Random random = new Random(SEED);
        List<Measure> measures = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            List<CommodityPrefix> prefixes = new ArrayList<>();
            for (int left = 1 + random.nextInt(MOST_PREFIXES); left > 0; left--) {
                prefixes.add(sixDigits(randomCode(random) / 2 * 2));
            }
            measures.add(ban("EVEN-" + number, 1, KOREA, prefixes));
        }
        return measures;
    }

    /** A code that no measure of {@link #even} and {@link #withEntries} lists, between those that they do. */
    static String oddCode(RandomGenerator random) {
        return sixDigits(randomCode(random) / 2 * 2 + 1).digits();
    }

    private static int randomCode(RandomGenerator random) {
        return FIRST_CHAPTER * CODES_OF_A_CHAPTER
                + random.nextInt((LAST_CHAPTER - FIRST_CHAPTER + 1) * CODES_OF_A_CHAPTER);
    }

    /** Chapter 77 is none; its codes move on to the next. */
    private static CommodityPrefix sixDigits(int code) {
        int usable = code / CODES_OF_A_CHAPTER == UNUSED_CHAPTER ? code + CODES_OF_A_CHAPTER : code;
        return new CommodityPrefix(Integer.toString(usable), false);
    }

    private static CommodityPrefix prefix(Random random) {
        int chapter = FIRST_CHAPTER + random.nextInt(LAST_CHAPTER - FIRST_CHAPTER + 1);
        if (chapter == UNUSED_CHAPTER) {
            chapter++;
        }
        String heading = chapter + twoDigits(random);
        return new CommodityPrefix(random.nextBoolean() ? heading : heading + twoDigits(random), false);
    }

    private static String twoDigits(Random random) {
        int n = random.nextInt(100);
        return n < 10 ? "0" + n : Integer.toString(n);
    }

    private static Measure ban(String measureId, int revision, String target, List<CommodityPrefix> commodities) {
        return new Measure(
                measureId,
                revision,
                MeasureStatus.ACTIVE,
                Instant.parse("2020-01-01T00:00:00Z"),
                "UN",
                "BENCHMARK",
                "Generated instrument",
                "para. 1",
                null,
                CitationStatus.UNVERIFIED,
                null,
                null,
                null,
                null,
                "Generated for measurements",
                Action.PROHIBIT,
                Flow.EXPORT,
                List.of(target),
                List.of(),
                List.of(),
                HsEdition.HS2022,
                null,
                commodities,
                List.of(),
                null,
                null,
                null,
                LocalDate.parse("2020-01-01"),
                null,
                List.of());
    }
}
