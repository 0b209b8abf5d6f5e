package io.tradewatch.cli.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.report.DifferenceJson;
import io.tradewatch.replay.Difference;
import io.tradewatch.replay.Difference.Kind;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** Prints and counts differences between violations: blocks for people, JSON lines for programs. */
public final class ViolationDifferences {
    /** The exit code of a command that found a difference, for pipelines. */
    static final int DIFFERENT = 3;

    private static final String INDENT = "    ";

    private final boolean json;
    private final PrintWriter out;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    public ViolationDifferences(boolean json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    /** Counts a difference that is printed elsewhere. */
    public void count(Difference difference) {
        counts.merge(difference.kind(), 1L, Long::sum);
    }

    public void show(Difference difference) {
        count(difference);
        if (json) {
            out.println(DifferenceJson.write(difference));
        } else {
            print(difference);
        }
        out.flush();
    }

    private void print(Difference difference) {
        Violation violation = difference.violation();
        Lines.print(
                out,
                switch (difference.kind()) {
                    case NEW -> "+ new      ";
                    case GONE -> "- gone     ";
                    case CHANGED -> "~ changed  ";
                },
                violation.getTransferId() + " item " + violation.getItemNumber() + ", " + violation.getMeasureId()
                        + ", " + violation.getType() + ", " + violation.getCertainty());
        if (!difference.fields().isEmpty()) {
            Lines.print(out, INDENT, "differs in " + String.join(", ", difference.fields()));
        }
        Lines.print(out, INDENT, violation.getExplanation());
        Violation before = difference.before();
        if (before != null && difference.fields().contains("explanation")) {
            Lines.print(out, INDENT + "before: ", before.getExplanation());
        }
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** For example {@code 2 new, 1 gone, 0 changed}, or {@code none}. */
    @Override
    public String toString() {
        return counts.isEmpty()
                ? "none"
                : count(Kind.NEW) + " new, " + count(Kind.GONE) + " gone, " + count(Kind.CHANGED) + " changed";
    }

    /** 0 without differences, otherwise {@value #DIFFERENT}. */
    int exitCode() {
        return counts.isEmpty() ? 0 : DIFFERENT;
    }
}
