package io.tradewatch.cli.measures;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.cli.Lines;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.codec.text.FirstFew;
import io.tradewatch.ruleset.imports.ImportPlan;
import io.tradewatch.ruleset.imports.MeasureChange;
import io.tradewatch.ruleset.imports.RowProblem;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Prints what an import changes, and what became of the rows of the data. */
final class ImportReport {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    /** The most rows that are printed for each reason; the others are counted. */
    private static final int MAX_ROWS = 100;

    private static final int MAX_CODES = 20;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<RowProblem.Reason, Integer> printed = new EnumMap<>(RowProblem.Reason.class);

    ImportReport(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Prints a row that is left out. */
    void problem(RowProblem problem) {
        int number = printed.merge(problem.reason(), 1, Integer::sum);
        if (number <= MAX_ROWS) {
            Lines.print(err, "line " + problem.line() + ": ", problem.reason() + ": " + problem.message());
        } else if (number == MAX_ROWS + 1) {
            Lines.print(err, "", "Further rows with " + problem.reason() + " are only counted.");
        }
        err.flush();
    }

    /** Prints the new revisions: {@code +} new, {@code ~} changed, {@code -} another end, {@code x} revoked. */
    void changes(ImportPlan plan) {
        for (MeasureChange change : plan.changes()) {
            out.println(sign(change) + " " + change.id() + "@" + change.revision());
            Lines.print(out, "    ", period(change) + ", " + Lines.count(change.goods(), "code"));
            if (change.kind() != MeasureChange.Kind.ADDED) {
                printCodes("    + ", change.goodsAdded());
                printCodes("    - ", change.goodsRemoved());
            }
        }
    }

    private void printCodes(String label, List<String> codes) {
        if (!codes.isEmpty()) {
            Lines.print(out, label, FirstFew.of(codes, MAX_CODES));
        }
    }

    private static String sign(MeasureChange change) {
        return switch (change.kind()) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case ENDED -> "-";
            case REVOKED -> "x";
        };
    }

    private static String period(MeasureChange change) {
        return "from " + change.from()
                + change.to().map(to -> ", law until before " + to).orElse("");
    }

    /** Prints what became of the rows. */
    void rows(ImportPlan plan, boolean acceptsEndings) {
        Lines.print(err, "data        ", "of " + plan.asOf() + ", read as " + plan.charset());
        Lines.print(
                err,
                "rows        ",
                plan.rows().rows() + ", of which " + plan.rows().taken() + " are in measures ("
                        + plan.rows().repeated() + " repeat another row)");
        printCounts("other types ", plan.rows().otherTypes());
        printCounts("not chosen  ", plan.rows().typesNotChosen());
        printCounts("groups      ", plan.rows().groups());
        printCounts("left out    ", plan.rows().problems());
        if (plan.kept() > 0) {
            Lines.print(
                    err,
                    "kept        ",
                    plan.kept() + " goods that the data lacks do not end, because rows were left out, or rows of their"
                            + " regulation have another type, which may be a new number. Correct the rows, or add"
                            + " --accept-endings.");
        }
        plan.doubt()
                .ifPresent(doubt -> Lines.print(
                        err,
                        acceptsEndings ? "accepted    " : "warning     ",
                        doubt + (acceptsEndings ? "." : ". --write then needs --accept-endings.")));
        err.flush();
    }

    private void printCounts(String label, Map<?, Long> counts) {
        if (!counts.isEmpty()) {
            StringBuilder text = new StringBuilder();
            counts.forEach((value, rows) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(value)
                    .append(": ")
                    .append(rows));
            Lines.print(err, label, text.toString());
        }
    }

    /** Prints the numbers of changes. */
    void summary(ImportPlan plan, boolean isWritten) {
        Lines.print(
                out,
                "",
                (isWritten ? "Written: " : "To be written: ") + number(plan, MeasureChange.Kind.ADDED) + " new, "
                        + number(plan, MeasureChange.Kind.CHANGED) + " changed, "
                        + number(plan, MeasureChange.Kind.ENDED) + " with another end, "
                        + number(plan, MeasureChange.Kind.REVOKED) + " revoked; " + plan.unchanged() + " unchanged.");
        if (isWritten) {
            Lines.print(out, "", "Next: review the files, then 'measures lint', 'measures diff', 'measures publish'.");
        } else if (!plan.changes().isEmpty()) {
            Lines.print(out, "", "Nothing was written. Add --write.");
        }
        out.flush();
    }

    private static long number(ImportPlan plan, MeasureChange.Kind kind) {
        return plan.changes().stream().filter(change -> change.kind() == kind).count();
    }

    /** Prints all of it as one JSON object. */
    void json(ImportPlan plan, boolean isWritten) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("asOf", plan.asOf().toString());
        answer.put("charset", plan.charset().name());
        ArrayNode changes = answer.putArray("changes");
        for (MeasureChange change : plan.changes()) {
            ObjectNode node = changes.addObject()
                    .put("kind", change.kind().name())
                    .put("measureId", change.id())
                    .put("revision", change.revision())
                    .put("effectiveFrom", change.from().toString());
            change.to().ifPresent(to -> node.put("effectiveTo", to.toString()));
            change.goodsAdded().forEach(node.putArray("goodsAdded")::add);
            change.goodsRemoved().forEach(node.putArray("goodsRemoved")::add);
        }
        answer.put("unchanged", plan.unchanged());
        answer.put("goodsStillLaw", plan.open());
        answer.put("goodsMissing", plan.missing());
        answer.put("goodsKept", plan.kept());
        plan.vanished().forEach(answer.putArray("regulationsMissing")::add);
        ObjectNode rows = answer.putObject("rows");
        rows.put("all", plan.rows().rows());
        rows.put("taken", plan.rows().taken());
        rows.put("repeated", plan.rows().repeated());
        putCounts(rows.putObject("otherTypes"), plan.rows().otherTypes());
        putCounts(rows.putObject("typesNotChosen"), plan.rows().typesNotChosen());
        putCounts(rows.putObject("groups"), plan.rows().groups());
        putCounts(rows.putObject("leftOut"), plan.rows().problems());
        answer.put("written", isWritten);
        out.println(answer);
        out.flush();
    }

    private static void putCounts(ObjectNode node, Map<?, Long> counts) {
        counts.forEach((value, rows) -> node.put(String.valueOf(value), rows));
    }
}
