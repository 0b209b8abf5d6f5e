package io.tradewatch.ruleset.imports;

/** Nothing was imported; the message gives the reason, and {@link #fix} the remedy. */
public final class MeasureImportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String fix;
    private final boolean isWrongUsage;

    MeasureImportException(String message, String fix) {
        super(message);
        this.fix = fix;
        this.isWrongUsage = false;
    }

    MeasureImportException(String message, String fix, Throwable cause) {
        super(message, cause);
        this.fix = fix;
        this.isWrongUsage = false;
    }

    private MeasureImportException(String message, String fix, boolean isWrongUsage) {
        super(message);
        this.fix = fix;
        this.isWrongUsage = isWrongUsage;
    }

    /** The request itself is wrong, whatever the data and the folder have. */
    static MeasureImportException wrongUsage(String message, String fix) {
        return new MeasureImportException(message, fix, true);
    }

    /** The remedy. */
    public String fix() {
        return fix;
    }

    /** Whether the request itself is wrong. */
    public boolean isWrongUsage() {
        return isWrongUsage;
    }
}
