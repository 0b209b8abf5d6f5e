package io.tradewatch.cli;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.replay.Difference;
import io.tradewatch.replay.Difference.Kind;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** Prints and counts differences between violations: blocks for people, JSON lines for programs. */
final class ViolationDifferences {
    /** The exit code of a command that found a difference, for pipelines. */
    static final int DIFFERENT = 3;

    private static final String INDENT = "    ";

    private final boolean json;
    private final PrintWriter out;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    ViolationDifferences(boolean json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    /** Counts a difference that is printed elsewhere. */
    void count(Difference difference) {
        counts.merge(difference.kind(), 1L, Long::sum);
    }

    void show(Difference difference) {
        count(difference);
        if (json) {
            out.println(line(difference));
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

    /** One difference as one JSON object. */
    private static String line(Difference difference) {
        StringBuilder text =
                new StringBuilder("{\"kind\":\"").append(difference.kind()).append("\",\"fields\":[");
        String separator = "";
        for (String field : difference.fields()) {
            text.append(separator).append('"').append(field).append('"');
            separator = ",";
        }
        text.append("],\"violation\":").append(AvroJson.write(difference.violation()));
        if (difference.before() != null) {
            text.append(",\"before\":").append(AvroJson.write(difference.before()));
        }
        return text.append('}').toString();
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
