package io.tradewatch.topology;

/**
 * How far one task has got with the law.
 *
 * @param partition the partition of transfers that the task screens
 * @param applied the position of the law up to which all of its past transfers within the look-back are screened
 * @param floor the highest position of the law that it has screened with; where it is above {@code applied}, a pass over
 *     past transfers is under way or due
 * @param left past transfers that the pass under way still has to read, at most; 0 when there is none
 */
public record TaskProgress(int partition, long applied, long floor, long left) {

    static TaskProgress of(int partition, RescreenProgress progress) {
        RescreenProgress.Pass pass = progress.pass();
        long left = pass == null ? 0 : pass.until() - Math.max(0, pass.cursor());
        return new TaskProgress(partition, progress.applied(), progress.floor(), Math.max(0, left));
    }
}
