package io.tradewatch.cli.doctor;

import java.util.Optional;

/**
 * The result of one check.
 *
 * @param check the subject of the check, in a word or two
 * @param verdict the result
 * @param text the finding, in a sentence
 * @param fix what to do, commands on lines of their own; empty if there is nothing to do
 */
public record Diagnosis(String check, Verdict verdict, String text, Optional<String> fix) {
    /** The result of a check. */
    public enum Verdict {
        /** No problem. */
        OK,
        /** It works, but needs attention. */
        WARNING,
        /** It does not work, or breaks a guarantee. */
        FAILED,
        /** The check was not possible; another line has the reason. */
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
