/** The commands that people type. Everything may be called from here; nothing calls back. */
@NullMarked
package io.tradewatch.cli;

import org.jspecify.annotations.NullMarked;
