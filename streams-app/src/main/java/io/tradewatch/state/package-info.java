/**
 * The rows of the state stores, each with the number of its format, and the hash that tells whether the content of a
 * record has changed.
 *
 * <p>Each later release reads every row format that an earlier release wrote. No class here decides what is stored.
 */
@NullMarked
package io.tradewatch.state;

import org.jspecify.annotations.NullMarked;
