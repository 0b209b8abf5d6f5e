package io.tradewatch.cli.deadletters;

import io.tradewatch.codec.registry.StructuralDefect;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects dead letters to redrive.
 *
 * @param reasons only these; empty means all
 * @param from only those whose original record is of this time or later; null means any
 * @param to only those whose original record is from before this time; null means any
 * @param keys only records with one of these keys, in UTF-8; empty means all
 * @param again also those that were redriven before and failed again
 */
record RedriveSelection(
        Set<StructuralDefect.Reason> reasons,
        @Nullable Instant from,
        @Nullable Instant to,
        Set<byte[]> keys,
        boolean again) {
    RedriveSelection {
        reasons = Set.copyOf(reasons);
        keys = Set.copyOf(keys);
    }

    /** The decision about a dead letter. */
    enum Verdict {
        /** It is redriven. */
        SENT("sent"),
        /** An earlier run redrove it. */
        SENT_BEFORE("sent before"),
        /** It was redriven and failed again, and {@code again} is not set. */
        FAILED_AGAIN("failed again after they were sent, and left (--again sends them)"),
        /** It is a pointer, and its original is no longer in the topic of transfers. */
        ORIGINAL_GONE("pointers whose original is no longer in the topic of transfers, and left"),
        /** It is a pointer, and another record is at its location. */
        ORIGINAL_DIFFERS("pointers whose original has another SHA-256 by now, and left"),
        /** It was read from another topic, or another program wrote it. */
        NOT_OURS("not read from the topic of transfers, and left");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Whether the selection includes a dead letter. */
    boolean includes(DeadLetter letter) {
        Instant time = letter.time();
        return (reasons.isEmpty()
                        || reasons.stream().anyMatch(reason -> reason.name().equals(letter.reason())))
                && (from == null || !time.isBefore(from))
                && (to == null || time.isBefore(to))
                && (keys.isEmpty()
                        || keys.stream()
                                .anyMatch(key ->
                                        Arrays.equals(key, letter.record().key())));
    }

    /**
     * The decision about a selected dead letter.
     *
     * @param transfers the topic that it must have been read from
     * @param sentBefore whether a marker shows that it was redriven
     */
    Verdict judge(DeadLetter letter, String transfers, boolean sentBefore) {
        if (sentBefore) {
            return Verdict.SENT_BEFORE;
        }
        if (!letter.isFrom(transfers)) {
            return Verdict.NOT_OURS;
        }
        return letter.hasFailedAgain() && !again ? Verdict.FAILED_AGAIN : Verdict.SENT;
    }
}
