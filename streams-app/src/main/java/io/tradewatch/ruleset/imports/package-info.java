/**
 * Converts official tariff data into measure files: reads the rows of a tariff's CSV file, compares them with the
 * measures of earlier imports, and writes new revisions.
 *
 * <p>This package contains the formats of the data, the selection of measure types, the comparison, and the folder of
 * generated files. It never changes a file that people wrote. It does not publish measures and does not write to a
 * terminal.
 */
@NullMarked
package io.tradewatch.ruleset.imports;

import org.jspecify.annotations.NullMarked;
