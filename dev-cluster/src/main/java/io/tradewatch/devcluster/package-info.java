/**
 * Real Kafka and a real schema registry on this machine, for the demo, for development and for tests.
 *
 * <p>Each server is a process of its own, so that it can be killed as in life, and so that its class path stays out of
 * the application's. {@link io.tradewatch.devcluster.DevCluster} is the way in. Nothing here knows Tradewatch, and nothing
 * here belongs in production.
 */
@NullMarked
package io.tradewatch.devcluster;

import org.jspecify.annotations.NullMarked;
