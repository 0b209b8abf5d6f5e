package io.tradewatch.topology;

/** How far the ruleset can be screened with. */
public enum RulesetCompleteness {
    /** At a start: what the topic of measures holds is still being read or compiled. Transfers wait. */
    PENDING,

    /** Compiled, but without a measure or without a table that the measures need. Transfers wait. */
    LACKING,

    /** Enough to screen with, though some measures or tables cannot be used: the rest is screened. */
    INCOMPLETE,

    /** Enough to screen with, and nothing lacks. */
    COMPLETE
}
