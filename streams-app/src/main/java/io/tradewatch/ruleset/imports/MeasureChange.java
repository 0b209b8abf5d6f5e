package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.MeasureStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A revision that an import adds. */
public final class MeasureChange {
    private final String id;
    private final @Nullable Existing before;
    private final MeasureState after;
    private final boolean endIsInferred;

    /** A kind of change. */
    public enum Kind {
        /** A measure that no import had before. */
        ADDED,
        /** A revision with another end. */
        ENDED,
        /** A revision with other content. */
        CHANGED,
        /** A revision that says that the measure never was law, or is stated by other measures. */
        REVOKED
    }

    /** @param endIsInferred whether the end is the day of the data, because the data lacks the measure */
    MeasureChange(String id, @Nullable Existing before, MeasureState after, boolean endIsInferred) {
        this.id = id;
        this.before = before;
        this.after = after;
        this.endIsInferred = endIsInferred;
    }

    /** The measure. */
    public String id() {
        return id;
    }

    /** The number of the new revision. */
    public int revision() {
        return before == null ? 1 : before.revision() + 1;
    }

    /** The kind of the change. */
    public Kind kind() {
        if (before == null) {
            return Kind.ADDED;
        }
        if (after.status() == MeasureStatus.REVOKED) {
            return Kind.REVOKED;
        }
        return after.to().equals(before.state().to()) ? Kind.CHANGED : Kind.ENDED;
    }

    /** The goods that the revision before lacks, as measure files write them. */
    public List<String> goodsAdded() {
        return missing(
                after.goods(), before == null ? List.of() : before.state().goods());
    }

    /** The goods that this revision lacks, as measure files write them. */
    public List<String> goodsRemoved() {
        return missing(before == null ? List.of() : before.state().goods(), after.goods());
    }

    /** Number of goods of this revision. */
    public int goods() {
        return after.goods().size();
    }

    /** The first day. */
    public LocalDate from() {
        return after.from();
    }

    /** The first day after the last; empty when none is known. */
    public Optional<LocalDate> to() {
        return after.to().equals(LocalDate.MAX) ? Optional.empty() : Optional.of(after.to());
    }

    MeasureState after() {
        return after;
    }

    boolean endIsInferred() {
        return endIsInferred;
    }

    private static List<String> missing(List<CommodityPrefix> these, List<CommodityPrefix> those) {
        List<CommodityPrefix> left = new ArrayList<>(these);
        left.removeAll(new HashSet<>(those));
        return left.stream().map(CommodityPrefix::written).toList();
    }
}
