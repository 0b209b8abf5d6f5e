package io.tradewatch.cli.report;

import java.util.List;

/** What the violations of a report are. */
public enum ReportSubject {
    /** The open violations of one result. */
    OPEN_VIOLATIONS(ViolationTable.OPEN),
    /** The violations that differ between two results; each has a difference. */
    DIFFERENCES(ViolationTable.DIFFERENT);

    private final List<Column> columns;

    ReportSubject(List<Column> columns) {
        this.columns = columns;
    }

    List<Column> columns() {
        return columns;
    }
}
