/**
 * The commands that bring their own Kafka and registry: {@code demo} and {@code dev}.
 *
 * <p>Only {@code LocalCluster} names the module that starts them, as an installation for production leaves it out.
 */
@NullMarked
package io.tradewatch.cli.demo;

import org.jspecify.annotations.NullMarked;
