package io.tradewatch.benchmarks;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.Screening;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to see that one goods item is clean: its outline is filled, and looked at. Items with their countries come
 * in a random order that is too long to be learnt by a processor.
 *
 * <p>JMH asks for a public class. Used by one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookUps {
    private static final int ITEMS = 1 << 18;
    private static final int MOST_TRIES = 2 * ITEMS;
    private static final int HEADING_DIGITS = 4;
    private static final int COUNTRY_BITS = 10;
    private static final int CODE_BITS = 20;
    private static final long SEED = 104_729;
    private static final int SINGAPORE = Countries.number('S', 'G');

    /** How much law there is. */
    public enum Size {
        /** What the other benchmarks screen under. */
        USUAL("1,000 measures"),
        /** A hundred times as many measures, of ten codes each. */
        HUGE("1,000,000 entries");

        private final String words;

        Size(String words) {
            this.words = words;
        }

        private List<Measure> measures() {
            return this == USUAL ? GeneratedLaw.measures(1_000) : GeneratedLaw.withEntries(1_000_000);
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** How far one has to look to see that goods are clean. */
    public enum Goods {
        /** Any goods. */
        ELSEWHERE("to a country that no measure targets"),
        /** Goods of a chapter in which nothing is listed. */
        OTHER_CHAPTER("to a target, of a chapter that no measure lists goods of"),
        /** Goods that are not listed, of a chapter in which others are. */
        LISTED_CHAPTER("to a target, of a chapter that measures list goods of");

        private final String words;

        Goods(String words) {
            this.words = words;
        }

        private String destination(Random random) {
            List<String> countries = this == ELSEWHERE ? GeneratedTrade.ELSEWHERE : GeneratedLaw.TARGETS;
            return countries.get(random.nextInt(countries.size()));
        }

        private String code(Random random) {
            return this == OTHER_CHAPTER ? GeneratedLaw.unlistedCode(random) : GeneratedLaw.code(random);
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** How much law there is. */
    @Param
    public Size law;

    /** What is looked up. */
    @Param
    public Goods goods;

    /** A day of 2024; the rules look at nothing else of it. */
    private static final long DAY = LocalDate.of(2024, 2, 18).toEpochDay();

    private final long[] items = new long[ITEMS];
    private final TransferOutline outline = new TransferOutline();
    private Screening screening;
    private int next;

    /**
     * Compiles the law, and draws items that are told to be clear, which must be unlisted. Left out are those that are
     * listed, and the few whose code means something else in another edition.
     */
    @Setup
    public void draw() {
        List<Measure> measures = law.measures();
        screening = MicroLaw.compile(measures);
        Set<String> listed = listed(measures);
        Random random = new Random(SEED);
        int drawn = 0;
        for (int tries = 0; drawn < ITEMS; tries++) {
            requireMostTold(tries, drawn);
            String dispatch = Goods.ELSEWHERE.destination(random);
            String destination = goods.destination(random);
            String code = goods.code(random);
            long item = item(dispatch, destination, code);
            if (isClear(item)) {
                requireUnlisted(listed, destination, code);
                items[drawn++] = item;
            }
        }
    }

    private static void requireMostTold(int tries, int told) {
        if (tries > MOST_TRIES) {
            throw new WrongOutputException("of " + tries + " items, only " + told + " were told to be clear");
        }
    }

    private static void requireUnlisted(Set<String> listed, String destination, String code) {
        if (listed.contains(destination + code) || listed.contains(destination + code.substring(0, HEADING_DIGITS))) {
            throw new WrongOutputException(code + " to " + destination + " is listed, and yet told to be clear");
        }
    }

    private static Set<String> listed(List<Measure> measures) {
        Set<String> listed = new HashSet<>();
        for (Measure measure : measures) {
            for (CommodityPrefix prefix : measure.commodities()) {
                listed.add(measure.targets().get(0) + prefix.digits());
            }
        }
        return listed;
    }

    private static long item(String dispatch, String destination, String code) {
        return ((long) number(dispatch) << COUNTRY_BITS | number(destination)) << CODE_BITS | Integer.parseInt(code);
    }

    private static int number(String country) {
        return Countries.number(country.charAt(0), country.charAt(1));
    }

    /** One item. */
    @Benchmark
    public boolean lookUp() {
        long item = items[next];
        next = (next + 1) & (ITEMS - 1);
        return isClear(item);
    }

    private boolean isClear(long item) {
        int code = (int) item & ((1 << CODE_BITS) - 1);
        int destination = (int) (item >> CODE_BITS) & ((1 << COUNTRY_BITS) - 1);
        int dispatch = (int) (item >> (CODE_BITS + COUNTRY_BITS));
        outline.clear();
        outline.setDay(DAY);
        outline.add(Role.DISPATCH, dispatch);
        outline.add(Role.DESTINATION, destination);
        outline.add(Role.CONSIGNOR, dispatch);
        outline.add(Role.CONSIGNEE, destination);
        outline.add(Role.TRANSIT, SINGAPORE);
        outline.addItem(dispatch, code);
        return screening.isClear(outline);
    }
}
