/**
 * Real Kafka and a real schema registry on this machine, for the demo, for development and for tests.
 *
 * <p>Each server is a separate process, so that tests can kill it, and so that its class path stays out of the
 * application's. {@link io.tradewatch.devcluster.DevCluster} is the entry point. This package does not depend on Tradewatch
 * and is not for production.
 */
@NullMarked
package io.tradewatch.devcluster;

import org.jspecify.annotations.NullMarked;
