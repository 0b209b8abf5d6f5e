package io.tradewatch.cli.screen;

import io.tradewatch.cli.report.LawGaps;
import io.tradewatch.cli.report.Period;
import io.tradewatch.cli.report.Problems;
import io.tradewatch.cli.report.RulesetFacts;
import io.tradewatch.cli.report.RunDescription;
import io.tradewatch.cli.report.RunDescription.Fact;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.replay.PlannedRuleset;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what a report says about a screened file: its rows, when the goods moved, and what was left out. */
final class ScreenReport {
    private final Period period = new Period();
    private final Problems problems = new Problems();
    private final TransferFile file;
    private long rows;

    /** @param file the file whose rows are noted */
    ScreenReport(TransferFile file) {
        this.file = file;
    }

    /** Notes a transfer that was read. */
    void add(TransferRow.Good good) {
        rows += good.rows().size();
        period.add(good.screenable().occurredAt());
        good.notes().forEach(note -> problems.note(file.place(note.line()), note.text()));
    }

    /** Notes a transfer that was read and not screened. */
    void leftOut(TransferRow.Good good, StructuralDefect defect) {
        good.rows().forEach(row -> leftOut(row.line(), defect));
    }

    /** Notes a row that is no transfer. */
    void leftOut(TransferRow.Bad bad) {
        rows++;
        leftOut(bad.line(), bad.defect());
    }

    private void leftOut(long line, StructuralDefect defect) {
        problems.leftOut(file.place(line), defect.reason().name(), defect.toString());
    }

    /**
     * Describes the run.
     *
     * @param file the file that was screened
     * @param transfers the number of transfers
     * @param ruleset the ruleset that was applied
     * @param index the same, compiled
     * @param knownAt only revisions of measures recorded by then counted; null means all
     * @param gaps known law that the ruleset does not hold
     */
    RunDescription describe(
            Path file,
            int transfers,
            PlannedRuleset ruleset,
            MeasureIndex index,
            @Nullable Instant knownAt,
            LawGaps gaps) {
        List<Fact> screened = new ArrayList<>();
        screened.add(new Fact("File", file.toString()));
        if (Files.isRegularFile(file)) {
            screened.add(new Fact("SHA-256", sha256(file)));
        }
        screened.add(new Fact("Rows", rows + ", of which " + problems.leftOut() + " not screened"));
        screened.add(new Fact("Transfers", Integer.toString(transfers)));
        screened.add(new Fact("Goods moved", period.toString()));
        return new RunDescription(
                "Screening of " + file.getFileName(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                screened,
                RulesetFacts.of(ruleset, index, knownAt, period),
                problems,
                gaps);
    }

    private static String sha256(Path file) {
        MessageDigest digest = Violations.sha256();
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
