/** The commands that people type. Classes here may call every package; no other package calls this one. */
@NullMarked
package io.tradewatch.cli;

import org.jspecify.annotations.NullMarked;
