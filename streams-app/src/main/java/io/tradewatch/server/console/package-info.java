/**
 * The console: one page for people on call and for analysts, served with its assets by the application itself.
 *
 * <p>This package serves files only. The page gets its data from the API, so no class here depends on law, transfers or
 * alerts.
 */
@NullMarked
package io.tradewatch.server.console;

import org.jspecify.annotations.NullMarked;
