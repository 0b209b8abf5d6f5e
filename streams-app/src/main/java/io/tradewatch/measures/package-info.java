/**
 * Reads and checks the files in which people write sanctions measures, and publishes changes.
 *
 * <p>This package contains the measure files and reference files, the checks of {@code measures lint}, and the
 * comparison of files with the topic {@code measures}. The package {@code screening} applies measures to transfers.
 * This package does not screen transfers, use Kafka Streams or write to a terminal.
 */
@NullMarked
package io.tradewatch.measures;

import org.jspecify.annotations.NullMarked;
