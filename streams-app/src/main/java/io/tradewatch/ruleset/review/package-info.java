/**
 * What a lawyer asks of law that is already free of errors: which lines of an annex are covered, and what a revision lost.
 *
 * <p>This package compares measures with each other and with the lists that are expected. It reads no files.
 */
@NullMarked
package io.tradewatch.ruleset.review;

import org.jspecify.annotations.NullMarked;
