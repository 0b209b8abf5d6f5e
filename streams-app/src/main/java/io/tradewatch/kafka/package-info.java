/**
 * What every part needs of Kafka's clients and of threads: bounded polls, scans between offsets, the location and size
 * of a record, topic names, supervised threads, waits that a shutdown ends, and stalls.
 *
 * <p>Nothing here knows a contract, a measure or a transfer.
 */
@NullMarked
package io.tradewatch.kafka;

import org.jspecify.annotations.NullMarked;
