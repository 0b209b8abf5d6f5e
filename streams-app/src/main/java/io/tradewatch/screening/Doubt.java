package io.tradewatch.screening;

/** Why a violation is only possible. Listed in alphabetical order, which is the order in which alerts list them. */
public enum Doubt {
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
    /** Only a stop on the way or the vessel's flag lies where the law applies. */
    JURISDICTION_BY_PASSAGE,
    /** None of the countries is known that decide whether the law applies. */
    JURISDICTION_UNKNOWN,
    /** The item has no commodity code. */
    MISSING_CODE,
    /** The measure covers only part of the code. */
    PARTIAL_CODE,
    /** The target matches only in a role that does not decide alone. */
    ROLE_NOT_DECISIVE,
    /** The country of destination is absent or not known. */
    UNKNOWN_DESTINATION,
    /** The item's commodity code is none. */
    UNUSABLE_CODE,
    /** Whether the value of a piece is above the threshold cannot be computed. */
    VALUE_UNKNOWN
}
