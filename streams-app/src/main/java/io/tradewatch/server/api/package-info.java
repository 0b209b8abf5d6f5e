/**
 * The HTTP API: screening on demand, the law in force, past alerts, and alerts as they arrive.
 *
 * <p>This package translates requests into queries and answers into JSON. It changes nothing: it computes every answer from
 * data that the application already holds or publishes.
 */
@NullMarked
package io.tradewatch.server.api;

import org.jspecify.annotations.NullMarked;
