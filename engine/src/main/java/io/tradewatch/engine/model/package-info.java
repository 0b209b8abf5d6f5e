/**
 * The data types of the engine: transfers, measures, findings and their parts.
 *
 * <p>The package contains values only. It does not read countries or commodity codes, and it does not apply rules.
 */
@NullMarked
package io.tradewatch.engine.model;

import org.jspecify.annotations.NullMarked;
