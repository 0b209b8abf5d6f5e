/**
 * The console: one page for people on call and for analysts, served with its assets by the application itself.
 *
 * <p>Here lives what hands out files. What the page shows comes from the API, so nothing here knows of law, transfers or
 * alerts.
 */
@NullMarked
package io.tradewatch.ops.console;

import org.jspecify.annotations.NullMarked;
