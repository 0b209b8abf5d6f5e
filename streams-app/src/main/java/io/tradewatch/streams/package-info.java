/**
 * The Kafka Streams application: the topology, its processors, its properties and its exception handlers.
 *
 * <p>A task of the topology combines {@code screening} and {@code rescreen}. No class here serves HTTP, reads files or uses
 * a terminal.
 */
@NullMarked
package io.tradewatch.streams;

import org.jspecify.annotations.NullMarked;
