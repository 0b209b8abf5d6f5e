/**
 * What is screened, what measures say, and what is found: transfers, measures, findings and their parts.
 *
 * <p>Values only. Nothing here reads a country or a commodity code, or judges.
 */
@NullMarked
package io.tradewatch.engine.model;

import org.jspecify.annotations.NullMarked;
