/**
 * The commands that start their own Kafka and registry: {@code demo} and {@code dev}.
 *
 * <p>Only {@code LocalCluster} depends on the module that starts them, because a production installation does not contain
 * it.
 */
@NullMarked
package io.tradewatch.cli.demo;

import org.jspecify.annotations.NullMarked;
