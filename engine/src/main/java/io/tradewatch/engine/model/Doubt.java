package io.tradewatch.engine.model;

/** The reasons why a violation is possible, not certain. The order is alphabetical, as in alerts. */
public enum Doubt {
    /** The code has two readings, and the measure does not cover all codes that correspond to them. */
    CODE_AMBIGUOUS,
    /** The code has fewer digits than the measure's prefix. */
    CODE_NOT_SPECIFIC,
    /** The measure has a condition that transfers have no data for. */
    CONDITION_NOT_DECIDABLE,
    /** The measure exempts old contracts on that day, and the date of the contract is not known. */
    CONTRACT_DATE_UNKNOWN,
    /** The code corresponds to several codes of the measure's edition, and the measure does not cover all of them. */
    EDITION_AMBIGUOUS,
    /** The code does not decide whether an exception for goods applies. */
    EXCEPTION_NOT_DECIDABLE,
    /** The reported day of the movement is implausible: a placeholder, or a time in a wrong unit. */
    IMPLAUSIBLE_DATE,
    /** The law applies only in the country of a stop or of the vessel's flag. */
    JURISDICTION_BY_PASSAGE,
    /**
     * The countries that decide whether the law applies are not known, or no published table has a group that the law
     * binds.
     */
    JURISDICTION_UNKNOWN,
    /** The item has no commodity code. */
    MISSING_CODE,
    /** The measure covers only part of the code. */
    PARTIAL_CODE,
    /** The target matches only in roles that are not decisive alone. */
    ROLE_NOT_DECISIVE,
    /** The transfer has more violations than are published one by one: this one counts them. */
    TOO_MANY_FINDINGS,
    /** The country of destination is absent or cannot be read. */
    UNKNOWN_DESTINATION,
    /** A country was reported and cannot be read. */
    UNREADABLE_COUNTRY,
    /** The item's commodity code is not a commodity code. */
    UNUSABLE_CODE,
    /** The value of one piece cannot be computed and compared with the threshold. */
    VALUE_UNKNOWN
}
