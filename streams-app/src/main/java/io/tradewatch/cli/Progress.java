package io.tradewatch.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far long work has come, where a person is watching. */
final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins.
     *
     * @param task what is being done, in a word or two
     * @param bytes how many bytes there are to work through
     */
    static Progress overBytes(String task, long bytes) {
        if (!Terminal.isThere()) {
            return new Progress(null);
        }
        return new Progress(bar(task, bytes).setUnit(" MB", 1_000_000).build());
    }

    /**
     * Begins, with the rate and the time that is left.
     *
     * @param task what is being done, in a word or two
     * @param records how many records there are to work through
     */
    static Progress overRecords(String task, long records) {
        if (!Terminal.isThere()) {
            return new Progress(null);
        }
        return new Progress(bar(task, records).showSpeed().build());
    }

    private static ProgressBarBuilder bar(String task, long max) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, Lines.WIDTH));
    }

    /** So much is done, in the unit that it began with. */
    void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    /** So much is done of so much, where it is known only now how much there is. */
    void at(long done, long all) {
        if (bar != null) {
            bar.maxHint(all);
            bar.stepTo(Math.min(done, all));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
