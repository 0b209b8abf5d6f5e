/**
 * The commands that people type. {@code Tradewatch} is the root; each package below has the commands of one group.
 *
 * <p>This package contains what every command needs: the options for the cluster and the law's files, connections, errors,
 * printing and progress. Classes of the commands may call every package; no package outside the commands calls them.
 */
@NullMarked
package io.tradewatch.cli;

import org.jspecify.annotations.NullMarked;
