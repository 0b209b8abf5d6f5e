/**
 * The commands that people type. {@code Tradewatch} is the root; each package below has the commands of one group.
 *
 * <p>This package contains what every command needs: the options for the cluster and the law's files, connections, errors,
 * printing and progress. It also contains the commands that read dead letters and alerts. Classes of the commands may call
 * every package; no package outside the commands calls them.
 */
@NullMarked
package io.tradewatch.cli;

import org.jspecify.annotations.NullMarked;
