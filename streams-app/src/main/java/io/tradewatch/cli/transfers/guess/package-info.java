/**
 * Guesses a mapping from a sample of a table: what the columns mean by their names and their cells, and in which forms dates
 * and numbers are written. Each guess has its reason; what reads in two ways is marked to be checked.
 */
@NullMarked
package io.tradewatch.cli.transfers.guess;

import org.jspecify.annotations.NullMarked;
