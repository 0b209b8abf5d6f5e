/**
 * The HTTP API: screening on demand, the law in force, and alerts as they were and as they come.
 *
 * <p>Here lives what turns requests into questions and answers into JSON. Nothing here changes anything: every answer is
 * computed from what the application holds or publishes anyway.
 */
@NullMarked
package io.tradewatch.ops.api;

import org.jspecify.annotations.NullMarked;
