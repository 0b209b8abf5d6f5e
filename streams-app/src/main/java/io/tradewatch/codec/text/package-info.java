/**
 * Files and texts of people: reading within bounds, whole or in part, and text that is safe and short enough to print.
 */
@NullMarked
package io.tradewatch.codec.text;

import org.jspecify.annotations.NullMarked;
