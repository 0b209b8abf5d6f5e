/** Tests of the command that runs the application. */
@NullMarked
package io.tradewatch.cli.run;

import org.jspecify.annotations.NullMarked;
