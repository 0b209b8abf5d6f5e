package io.tradewatch.ruleset.imports;

/**
 * Why a row of a chosen type is left out.
 *
 * @param line its line in the file
 * @param reason the reason
 * @param message the value and what was expected
 */
public record RowProblem(long line, Reason reason, String message) {

    /**
     * A kind of problem. Every kind holds endings back, except one whose rows are by design never law here: a new kind
     * has to say which it is.
     */
    public enum Reason {
        /** A row whose number of cells is not the header's. */
        WRONG_CELLS(true),
        /** A goods code that has not ten digits. */
        UNREADABLE_CODE(true),
        /** A day that cannot be read, or an end before the start. */
        WRONG_DAY(true),
        /** A row without a regulation, an area or a type, or with a cell that is too long. */
        WRONG_CELL(true),
        /** A code that the edition of the Harmonized System does not have. */
        UNKNOWN_CODE(true),
        /** An area that is neither a known country nor a numbered group. */
        UNKNOWN_AREA(true),
        /** An area of the country that the law binds, such as XI: its rows are never law here. */
        EXCLUDED_AREA(false);

        private final boolean holdsEndings;

        Reason(boolean holdsEndings) {
            this.holdsEndings = holdsEndings;
        }

        /** Whether the row may be about law of an earlier import, so that nothing may be taken for ended. */
        boolean holdsEndings() {
            return holdsEndings;
        }
    }
}
