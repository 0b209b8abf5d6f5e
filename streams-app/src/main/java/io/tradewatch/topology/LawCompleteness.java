package io.tradewatch.topology;

/** Whether a law is enough to screen with. */
public enum LawCompleteness {
    /** At a start: what the topic of measures holds is still being read or compiled. */
    PENDING("the law is not compiled yet; where it cannot be, the log tells"),

    /** Compiled, but without a measure or without the table of countries. */
    LACKING("no measures, or no table of countries, are published; publish them with: tradewatch measures publish"),

    /** At least one revision of a measure, revoked ones included, and the table of countries are there. */
    COMPLETE("");

    private final String problem;

    LawCompleteness(String problem) {
        this.problem = problem;
    }

    /** Why nothing is screened with such a law, and what to do, as a sentence; empty where it is screened with. */
    public String problem() {
        return problem;
    }
}
