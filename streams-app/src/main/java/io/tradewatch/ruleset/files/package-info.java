/**
 * Reads and checks the files in which people write sanctions measures.
 *
 * <p>This package contains the measure files and reference files, and the checks of {@code measures lint}. It does not use
 * Kafka, screen transfers, or write to a terminal.
 */
@NullMarked
package io.tradewatch.ruleset.files;

import org.jspecify.annotations.NullMarked;
