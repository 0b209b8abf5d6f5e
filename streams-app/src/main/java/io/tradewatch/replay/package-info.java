/**
 * Screening the past again: the topic of transfers between planned offsets, against one law, and what differs from what
 * was published or from another law.
 *
 * <p>Here live the plan on disk, the parallel reading of the log, the state of a run, its sorted output and the
 * differences. How a transfer is screened is decided in {@code screening} and {@code topology}, and only called from here.
 * Nothing here talks to a terminal, joins a consumer group, or writes to a topic other than the output's own.
 */
@NullMarked
package io.tradewatch.replay;

import org.jspecify.annotations.NullMarked;
