package io.tradewatch.rescreen;

import io.tradewatch.state.RescreenProgress;

/**
 * The rescreening progress of one task.
 *
 * @param partition the partition of transfers that the task screens
 * @param applied the ruleset position up to which all of its past transfers within the look-back are screened
 * @param floor the highest ruleset position that it has screened with; if it is above {@code applied}, a pass over past
 *     transfers is in progress or due
 * @param left the maximum number of past transfers that the pass in progress still has to read; 0 when there is no pass
 */
public record TaskProgress(int partition, long applied, long floor, long left) {

    static TaskProgress of(int partition, RescreenProgress progress) {
        RescreenProgress.Pass pass = progress.pass();
        long left = pass == null ? 0 : pass.until() - Math.max(0, pass.cursor());
        return new TaskProgress(partition, progress.applied(), progress.floor(), Math.max(0, left));
    }
}
