/**
 * The topic settings that the guarantees depend on, and their check.
 *
 * <p>This package contains the expected settings and their comparison with a cluster. Nothing here reads or writes a record.
 */
@NullMarked
package io.tradewatch.cli.topics;

import org.jspecify.annotations.NullMarked;
