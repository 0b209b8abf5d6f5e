/**
 * The registry's wire format, the schemas behind it, and the defects of a record.
 *
 * <p>This package fetches, bounds and compares schemas. It does not read the fields of a record.
 */
@NullMarked
package io.tradewatch.codec.registry;

import org.jspecify.annotations.NullMarked;
