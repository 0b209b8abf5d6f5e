/**
 * The ruleset: the fold of the topic {@code measures}, its compilation into an index, and what changed between two
 * positions.
 *
 * <p>The packages below read measure files and publish them. No class here screens a transfer, and none reads a topic.
 */
@NullMarked
package io.tradewatch.ruleset;

import org.jspecify.annotations.NullMarked;
