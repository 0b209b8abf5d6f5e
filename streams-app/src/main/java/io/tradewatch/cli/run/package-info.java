/**
 * What commands need that run the application until they are told to stop. What the application does lives in
 * {@code topology}.
 */
@NullMarked
package io.tradewatch.cli.run;

import org.jspecify.annotations.NullMarked;
