/** The commands that bring their own Kafka and registry, tried whole, on real parts. */
@NullMarked
package io.tradewatch.cli.demo;

import org.jspecify.annotations.NullMarked;
