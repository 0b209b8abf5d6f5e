/**
 * The Kafka Streams application: the law as a global store, transfers through the rules, alerts and dead letters out.
 *
 * <p>Here live the topology, its processors and its state. Nothing here serves HTTP, reads files or talks to a terminal.
 */
@NullMarked
package io.tradewatch.topology;

import org.jspecify.annotations.NullMarked;
