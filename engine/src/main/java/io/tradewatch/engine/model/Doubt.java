package io.tradewatch.engine.model;

/** Why a violation is only possible. Listed in alphabetical order, which is the order in which alerts list them. */
public enum Doubt {
    /** The code can be read in two ways, and not all codes that these correspond to are covered. */
    CODE_AMBIGUOUS,
    /** The code has fewer digits than the measure's prefix. */
    CODE_NOT_SPECIFIC,
    /** The measure has a condition that no transfer shows. */
    CONDITION_NOT_DECIDABLE,
    /** Old contracts are spared on that day, and the date of the contract is not known. */
    CONTRACT_DATE_UNKNOWN,
    /** The code corresponds to several codes of the measure's edition, and not all of them are covered. */
    EDITION_AMBIGUOUS,
    /** Whether an exception for goods applies cannot be told from the code. */
    EXCEPTION_NOT_DECIDABLE,
    /** The goods are said to have moved on a day that no report can mean: a placeholder, or a wrong unit of time. */
    IMPLAUSIBLE_DATE,
    /** Only a stop on the way or the vessel's flag lies where the law applies. */
    JURISDICTION_BY_PASSAGE,
    /** No country that decides whether the law applies is known, or no published table has a group that it binds. */
    JURISDICTION_UNKNOWN,
    /** The item has no commodity code. */
    MISSING_CODE,
    /** The measure covers only part of the code. */
    PARTIAL_CODE,
    /** The target matches only in a role that does not decide alone. */
    ROLE_NOT_DECISIVE,
    /** There are more violations of the transfer than are published one by one: this one counts them. */
    TOO_MANY_FINDINGS,
    /** The country of destination is absent or cannot be read. */
    UNKNOWN_DESTINATION,
    /** A country was reported and cannot be read. */
    UNREADABLE_COUNTRY,
    /** The item's commodity code is not a commodity code. */
    UNUSABLE_CODE,
    /** Whether the value of a piece is above the threshold cannot be computed. */
    VALUE_UNKNOWN
}
