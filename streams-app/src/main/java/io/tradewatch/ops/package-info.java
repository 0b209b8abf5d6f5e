/**
 * What people and monitoring see of a running application: its metrics, its health and its HTTP endpoints.
 *
 * <p>Here live meter registries and the HTTP server. Nothing here screens, and nothing here changes what screening does;
 * the endpoints read snapshots that the application hands out.
 */
@NullMarked
package io.tradewatch.ops;

import org.jspecify.annotations.NullMarked;
