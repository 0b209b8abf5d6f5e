/**
 * What the topics must be for the promises to hold, and whether they are.
 *
 * <p>Here live the expected settings and their comparison with a cluster. Nothing here reads or writes a record.
 */
@NullMarked
package io.tradewatch.cli.topics;

import org.jspecify.annotations.NullMarked;
