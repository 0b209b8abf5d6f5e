package io.tradewatch.ruleset;

/** Whether the ruleset is complete enough to screen with. */
public enum RulesetCompleteness {
    /** The topic of measures is still being read or compiled after a start. Transfers wait. */
    PENDING,

    /** The ruleset is compiled, but contains no measure or lacks a table that the measures need. Transfers wait. */
    LACKING,

    /** Some measures or tables are unusable; transfers are screened with the others. */
    INCOMPLETE,

    /** All measures and tables are usable. */
    COMPLETE
}
