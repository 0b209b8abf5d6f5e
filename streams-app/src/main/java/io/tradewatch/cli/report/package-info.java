/**
 * The files that commands write violations into: JSON lines, a table (CSV, XLSX) or a page for people (HTML). {@link
 * io.tradewatch.cli.report.ReportFile} chooses the form by the name of the file.
 *
 * <p>Nothing here screens, and no sentence about a violation is written here: the alert carries its own.
 */
@NullMarked
package io.tradewatch.cli.report;

import org.jspecify.annotations.NullMarked;
