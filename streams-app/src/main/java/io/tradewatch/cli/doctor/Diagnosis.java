package io.tradewatch.cli.doctor;

import java.util.Optional;

/**
 * What one look has found.
 *
 * @param check what was looked at, in a word or two
 * @param verdict how it is
 * @param text what was found, in a sentence
 * @param fix what to do, commands on lines of their own; empty where there is nothing to do
 */
public record Diagnosis(String check, Verdict verdict, String text, Optional<String> fix) {
    /** How something is. */
    public enum Verdict {
        /** All well. */
        OK,
        /** It works, and somebody should look at it. */
        WARNING,
        /** Something does not work, or breaks a promise. */
        FAILED,
        /** It could not be looked at, for a reason that another line has. */
        UNCHECKED
    }

    static Diagnosis ok(String check, String text) {
        return new Diagnosis(check, Verdict.OK, text, Optional.empty());
    }

    static Diagnosis warning(String check, String text, String fix) {
        return new Diagnosis(check, Verdict.WARNING, text, Optional.of(fix));
    }

    static Diagnosis failed(String check, String text, String fix) {
        return new Diagnosis(check, Verdict.FAILED, text, Optional.of(fix));
    }

    static Diagnosis unchecked(String check, String text) {
        return new Diagnosis(check, Verdict.UNCHECKED, text, Optional.empty());
    }
}
