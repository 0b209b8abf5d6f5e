/**
 * The Kafka Streams application: it keeps the ruleset in a global store, screens transfers, and writes alerts and dead
 * letters.
 *
 * <p>The package contains the topology, its processors and its state. No class here serves HTTP, reads files or uses a
 * terminal.
 */
@NullMarked
package io.tradewatch.topology;

import org.jspecify.annotations.NullMarked;
