/**
 * Sanctions measures as people write them: reading the files, checking them, and publishing what changed.
 *
 * <p>Here live the measure files and reference files, the checks of {@code measures lint}, and the comparison of files
 * with the topic {@code measures}. What a measure means is decided in {@code screening}; nothing here judges a transfer,
 * knows Kafka Streams or talks to a terminal.
 */
@NullMarked
package io.tradewatch.measures;

import org.jspecify.annotations.NullMarked;
