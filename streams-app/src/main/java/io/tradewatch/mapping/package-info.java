/**
 * The mapping language: how the columns of a table, or the fields of a record, become the fields of a transfer.
 *
 * <p>Documented in docs/files.md. What cannot be read is a value, not an exception; a mapping that contradicts itself is a
 * {@link MappingException}.
 */
@NullMarked
package io.tradewatch.mapping;

import org.jspecify.annotations.NullMarked;
