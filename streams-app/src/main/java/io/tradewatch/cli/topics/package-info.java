/**
 * The {@code topics} commands, and the topic settings that the guarantees depend on.
 *
 * <p>This package contains the expected settings and their comparison with a cluster. Nothing here reads or writes a record.
 */
@NullMarked
package io.tradewatch.cli.topics;

import org.jspecify.annotations.NullMarked;
