package io.tradewatch.streams.promises;

import io.tradewatch.engine.rules.Screening;
import java.util.List;

/** Several promises, watched together. */
public final class Promises implements Promise {
    private final List<Promise> promises;

    private Promises(List<Promise> promises) {
        this.promises = promises;
    }

    /** All that one run can break; {@link Deterministic} takes two. */
    public static Promises ofOneRun() {
        return ofOneRun(Screening.DEFAULT_MAX_VIOLATIONS);
    }

    /**
     * The same, with a limit of its own.
     *
     * @param maxViolations how many violations of a transfer are published one by one
     */
    public static Promises ofOneRun(int maxViolations) {
        return new Promises(
                List.of(new ExactlyOnce(), new OrderedPerTransfer(), new NothingLost(), new Complete(maxViolations)));
    }

    @Override
    public void transferProduced(ProducedTransfer transfer) {
        promises.forEach(promise -> promise.transferProduced(transfer));
    }

    @Override
    public void measureProduced(ProducedLaw law) {
        promises.forEach(promise -> promise.measureProduced(law));
    }

    @Override
    public void alertObserved(ObservedAlert alert) {
        promises.forEach(promise -> promise.alertObserved(alert));
    }

    @Override
    public void deadLetterObserved(ObservedDeadLetter letter) {
        promises.forEach(promise -> promise.deadLetterObserved(letter));
    }

    @Override
    public void progressObserved(int partition, long nextOffset) {
        promises.forEach(promise -> promise.progressObserved(partition, nextOffset));
    }

    @Override
    public void doAssert() {
        promises.forEach(Promise::doAssert);
    }
}
