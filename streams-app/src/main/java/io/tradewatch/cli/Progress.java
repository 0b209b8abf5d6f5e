package io.tradewatch.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows the progress of long work, on a terminal only. */
public final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts.
     *
     * @param task a name of one or two words
     * @param bytes total number of bytes
     */
    public static Progress overBytes(String task, long bytes) {
        if (!isTerminal()) {
            return new Progress(null);
        }
        return new Progress(bar(task, bytes).setUnit(" MB", 1_000_000).build());
    }

    /**
     * Starts, with the rate and the remaining time.
     *
     * @param task a name of one or two words
     * @param records total number of records
     */
    public static Progress overRecords(String task, long records) {
        if (!isTerminal()) {
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

    /** Reports progress, in the unit of the start. */
    public void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    /** Reports progress with a new total, for work whose size was not known at the start. */
    public void at(long done, long all) {
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

    /** Whether input and output of this process are a terminal. */
    // On Java 17 to 21, null means no terminal; from Java 22 on, the method below answers.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        // From Java 22 on, a console exists without a terminal too, and isTerminal distinguishes them.
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
