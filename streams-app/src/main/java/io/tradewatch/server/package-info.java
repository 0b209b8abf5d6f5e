/**
 * Metrics, health and HTTP endpoints of a running application, for people and monitoring.
 *
 * <p>This package contains live meter registries and the HTTP server. Nothing in it screens or changes screening; the
 * endpoints read snapshots of the application.
 */
@NullMarked
package io.tradewatch.server;

import org.jspecify.annotations.NullMarked;
