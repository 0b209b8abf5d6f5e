package io.tradewatch.streams;

/** What a naive protocol would do, each put between the real task and its stores, its law, its log or its output. */
enum Mistake {
    /** The protocol as it is. */
    NONE,
    /** One position for both: an instance whose law lags behind lowers the floor and screens with what it has. */
    FLOOR_LOWERED_WHEN_BEHIND,
    /** At the end of a pass everything up to the law's position of that moment counts as applied. */
    APPLIED_IS_THE_SNAPSHOTS_POSITION,
    /** A slice says that it reaches one record further than it was read. */
    SLICE_OFF_BY_ONE,
    /** A pass ends one record before the first that was screened with its law. */
    PASS_ENDS_ONE_TOO_EARLY,
    /** The positions are kept in memory only. */
    POSITION_NOT_SAVED,
    /** The positions are saved outside the transaction. */
    POSITION_OUTLIVES_AN_ABORT,
    /** What is found is told, whether or not it was told before. */
    DIFFERENCE_NOT_AGAINST_STATE,
    /** What changed is looked for among the records that still say something. */
    TOMBSTONES_MISSED,
    /** A law that lags behind is screened with like any other. */
    GATE_OFF,
    /** Alerts are published outside the transaction: at least once. */
    ALERTS_OUTLIVE_AN_ABORT,
    /** Corrections are not remembered where nothing was found. */
    REVISIONS_FORGOTTEN,

    /** Where a record cannot be read, the earlier one of its key goes on to count. */
    EARLIER_RECORD_COUNTS,
    /** An unusable measure is taken for one that is gone. */
    FROZEN_WITHDRAWN,
    /** A measure that is usable again does not count as changed. */
    USABLE_AGAIN_WITHOUT_RESCREENING,

    /** Alerts go into partitions by their keys, as they would without a partitioner of their own. */
    PARTITIONED_BY_KEY
}
