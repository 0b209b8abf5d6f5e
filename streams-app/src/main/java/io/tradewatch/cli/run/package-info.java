/**
 * Support for commands that run the application until they are stopped. {@code topology} contains the application itself.
 */
@NullMarked
package io.tradewatch.cli.run;

import org.jspecify.annotations.NullMarked;
