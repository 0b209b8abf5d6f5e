/** Holds the contracts to their promise: whatever was released stays readable, in both directions. */
@NullMarked
package io.tradewatch.avro;

import org.jspecify.annotations.NullMarked;
