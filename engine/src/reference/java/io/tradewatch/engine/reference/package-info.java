/**
 * The screening rules a second time, slowly and plainly: what every faster path is held against.
 *
 * <p>Here lives one implementation of section 3 of the design, written from its text alone. It may use the rules' data
 * types (transfers, measures, raw reference tables, findings), but no logic of theirs, no index and no cache; whoever
 * changes it reads the design, not the engine.
 */
@NullMarked
package io.tradewatch.engine.reference;

import org.jspecify.annotations.NullMarked;
