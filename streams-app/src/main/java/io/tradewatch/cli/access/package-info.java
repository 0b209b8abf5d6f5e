/**
 * What a command must be allowed to do on a cluster, and whether it is.
 *
 * <p>Here live the table of rights, the question to the broker which of them are missing, and the words that grant them.
 * Nothing here grants anything.
 */
@NullMarked
package io.tradewatch.cli.access;

import org.jspecify.annotations.NullMarked;
