package io.tradewatch.benchmarks;

/**
 * One line of a report.
 *
 * @param what what was measured, in words
 * @param unit the unit of the samples
 * @param spread the samples
 * @param aim what is aimed at, in words; empty where nothing is
 */
record Figure(String what, String unit, Spread spread, String aim) {
    /** Whether the median misses what is aimed at. */
    boolean isMissed() {
        return new Aim(aim).verdict(spread.median()) == Aim.Verdict.MISSED;
    }

    /** What came out, beside what was aimed at. */
    String inWords() {
        return what + " is " + ReportWriter.number(spread.median()) + " " + unit + ", aimed at " + aim;
    }
}
