/** The commands that screen single transfers or a file without the application: {@code screen} and {@code explain}. */
@NullMarked
package io.tradewatch.cli.screen;

import org.jspecify.annotations.NullMarked;
