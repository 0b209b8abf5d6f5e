/** The commands that people type. Classes here may call every package; no package outside the commands calls them. */
@NullMarked
package io.tradewatch.cli;

import org.jspecify.annotations.NullMarked;
