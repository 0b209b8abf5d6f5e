/**
 * The rights that a command needs on a cluster, and whether it has them.
 *
 * <p>This package contains the table of rights, the check of missing rights on a broker, and the commands that grant them.
 * Nothing here grants a right.
 */
@NullMarked
package io.tradewatch.cli.access;

import org.jspecify.annotations.NullMarked;
