/**
 * The promises of the product as code: each class watches a run, whatever drives it, and says in the end whether its
 * promise was kept. Used alike by the model of the rescreening protocol, by tests of the topology, against real brokers
 * and while these are being killed. Nothing in here knows how the product keeps a promise.
 */
@NullMarked
package io.tradewatch.streams.promises;

import org.jspecify.annotations.NullMarked;
