/**
 * Random law and random transfers in a world so small that they meet, and drafts to write either by hand.
 *
 * <p>Everything here is drawn from a {@link java.util.Random}, so a seed gives the same law and transfers everywhere;
 * jqwik's arbitraries wrap the same draws. Nothing here judges.
 */
@NullMarked
package io.tradewatch.screening.generators;

import org.jspecify.annotations.NullMarked;
