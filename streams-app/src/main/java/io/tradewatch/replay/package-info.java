/**
 * Screening of past transfers: reads the topic of transfers between planned offsets, screens it under one ruleset, and
 * compares the result with the published violations or with another ruleset.
 *
 * <p>This package contains the plan on disk, the parallel reading of the log, the state of a run, its sorted output and the
 * differences. It calls {@code screening} and {@code topology}, which decide how a transfer is screened. Nothing here uses a
 * terminal, joins a consumer group, or writes to a topic other than the output's own.
 */
@NullMarked
package io.tradewatch.replay;

import org.jspecify.annotations.NullMarked;
