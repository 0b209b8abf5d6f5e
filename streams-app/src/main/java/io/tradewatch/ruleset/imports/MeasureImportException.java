package io.tradewatch.ruleset.imports;

/** Nothing was imported; the message gives the reason, and {@link #fix} the remedy. */
public final class MeasureImportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String fix;

    MeasureImportException(String message, String fix) {
        super(message);
        this.fix = fix;
    }

    MeasureImportException(String message, String fix, Throwable cause) {
        super(message, cause);
        this.fix = fix;
    }

    /** The remedy. */
    public String fix() {
        return fix;
    }
}
