package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rule 5: goods. */
final class NaiveGoods {
    /** A prefix that matches, and the doubt with which it does; null means for certain. */
    record Match(CommodityPrefix prefix, @Nullable Doubt doubt) {}

    /** What the except prefixes say. */
    enum Except {
        SPARED,
        NOT_DECIDABLE,
        NO
    }

    private enum Answer {
        YES,
        PERHAPS,
        NO
    }

    private final NaiveTables tables;

    NaiveGoods(NaiveTables tables) {
        this.tables = tables;
    }

    /** "As stated if it is HS2007, HS2012, HS2017 or HS2022." */
    static boolean isStated(GoodsItem item) {
        return List.of("HS2007", "HS2012", "HS2017", "HS2022").contains(String.valueOf(item.hsEdition()));
    }

    /**
     * Edition: as stated, or in force on D, or the neighbour that alone knows the code.
     *
     * @param code a reading of the item's code, or null when there is none
     */
    HsEdition edition(GoodsItem item, @Nullable String code, LocalDate d) {
        if (isStated(item)) {
            return HsEdition.valueOf(String.valueOf(item.hsEdition()));
        }
        HsEdition inForce = inForce(d);
        if (code == null || code.length() < 6) {
            return inForce;
        }
        String six = code.substring(0, 6);
        if (!names(inForce, six)) {
            for (int neighbour : new int[] {inForce.ordinal() - 1, inForce.ordinal() + 1}) {
                if (neighbour >= 0 && neighbour <= 3 && names(HsEdition.values()[neighbour], six)) {
                    return HsEdition.values()[neighbour];
                }
            }
        }
        return inForce;
    }

    /** "Each from 1 January of its year; before 2007, HS2007." */
    private static HsEdition inForce(LocalDate d) {
        if (!d.isBefore(LocalDate.of(2022, 1, 1))) {
            return HsEdition.HS2022;
        }
        if (!d.isBefore(LocalDate.of(2017, 1, 1))) {
            return HsEdition.HS2017;
        }
        if (!d.isBefore(LocalDate.of(2012, 1, 1))) {
            return HsEdition.HS2012;
        }
        return HsEdition.HS2007;
    }

    private boolean names(HsEdition edition, String six) {
        for (List<String> row : tables.rows(ReferenceTable.HS_CORRELATION)) {
            boolean first = row.get(1).equals(six) && row.get(0).equals(edition.name());
            boolean second = row.get(3).equals(six) && row.get(2).equals(edition.name());
            if (first || second) {
                return true;
            }
        }
        return false;
    }

    /** The set S: what the readings of the item's code correspond to in the measure's edition. */
    Set<String> codes(GoodsItem item, List<String> readings, LocalDate d, Measure measure) {
        Set<String> s = new TreeSet<>();
        for (String reading : readings) {
            s.addAll(codes(item, reading, edition(item, reading, d), measure));
        }
        return s;
    }

    private Set<String> codes(GoodsItem item, String reading, HsEdition itemEdition, Measure measure) {
        boolean sameTariff = item.tariff() != null && item.tariff().equals(measure.tariff());
        String code = reading.length() > 6 && !sameTariff ? reading.substring(0, 6) : reading;
        if (itemEdition == measure.hsEdition() || code.length() < 6) {
            return Set.of(code);
        }
        String six = code.substring(0, 6);
        Set<String> translated = translate(six, itemEdition, measure.hsEdition());
        return translated.equals(Set.of(six)) ? Set.of(code) : translated;
    }

    /** Steps between neighbouring editions, composed. */
    private Set<String> translate(String six, HsEdition from, HsEdition to) {
        Set<String> codes = new TreeSet<>(Set.of(six));
        int at = from.ordinal();
        while (at != to.ordinal()) {
            int next = at < to.ordinal() ? at + 1 : at - 1;
            Set<String> after = new TreeSet<>();
            for (String code : codes) {
                after.addAll(step(code, HsEdition.values()[at].name(), HsEdition.values()[next].name()));
            }
            codes = after;
            at = next;
        }
        return codes;
    }

    /** "Read in both directions; a code that a step does not name stays as it is." */
    private Set<String> step(String code, String from, String to) {
        Set<String> partners = new TreeSet<>();
        for (List<String> row : tables.rows(ReferenceTable.HS_CORRELATION)) {
            if (row.get(1).equals(code) && row.get(0).equals(from) && row.get(2).equals(to)) {
                partners.add(row.get(3));
            }
            if (row.get(3).equals(code) && row.get(2).equals(from) && row.get(0).equals(to)) {
                partners.add(row.get(1));
            }
        }
        return partners.isEmpty() ? Set.of(code) : partners;
    }

    /**
     * Compare and Which: the prefix that counts, or null when none matches.
     *
     * @param someNo the doubt where S matches in part
     */
    static @Nullable Match match(Measure measure, Set<String> s, Doubt someNo) {
        List<Match> certain = new ArrayList<>();
        List<Match> doubtful = new ArrayList<>();
        for (CommodityPrefix prefix : measure.commodities()) {
            Match match = compare(prefix, s, someNo);
            if (match != null) {
                (match.doubt() == null ? certain : doubtful).add(match);
            }
        }
        return longest(certain.isEmpty() ? doubtful : certain);
    }

    private static @Nullable Match compare(CommodityPrefix prefix, Set<String> s, Doubt doubtOfSomeNo) {
        List<Answer> answers = s.stream().map(x -> answer(x, prefix.digits())).toList();
        boolean someNo = answers.contains(Answer.NO);
        boolean allNo = answers.stream().allMatch(answer -> answer == Answer.NO);
        if (allNo) {
            return null;
        }
        if (someNo) {
            return new Match(prefix, doubtOfSomeNo);
        }
        if (answers.contains(Answer.PERHAPS)) {
            return new Match(prefix, Doubt.CODE_NOT_SPECIFIC);
        }
        return new Match(prefix, prefix.ex() ? Doubt.PARTIAL_CODE : null);
    }

    private static Answer answer(String x, String p) {
        if (x.startsWith(p)) {
            return Answer.YES;
        }
        return p.startsWith(x) ? Answer.PERHAPS : Answer.NO;
    }

    /** "The longest; of equals, the first in digit order"; of the same digits, the one without `ex`. */
    private static @Nullable Match longest(List<Match> matches) {
        Match best = null;
        for (Match match : matches) {
            if (best == null || isBefore(match.prefix(), best.prefix())) {
                best = match;
            }
        }
        return best;
    }

    private static boolean isBefore(CommodityPrefix prefix, CommodityPrefix than) {
        if (prefix.digits().equals(than.digits())) {
            return !prefix.ex() && than.ex();
        }
        return prefix.digits().length() > than.digits().length()
                || (prefix.digits().length() == than.digits().length()
                        && prefix.digits().compareTo(than.digits()) < 0);
    }

    /** Except: each prefix judged alone. */
    static Except except(Measure measure, Set<String> s) {
        Except result = Except.NO;
        for (CommodityPrefix prefix : measure.exceptCommodities()) {
            String p = prefix.digits();
            if (s.stream().allMatch(x -> x.startsWith(p)) && !prefix.ex()) {
                return Except.SPARED;
            }
            if (s.stream().anyMatch(x -> x.startsWith(p) || p.startsWith(x))) {
                result = Except.NOT_DECIDABLE;
            }
        }
        return result;
    }
}
