package io.tradewatch.ruleset.files;

import io.tradewatch.codec.text.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the law holds, as far as it was counted, and what of it is known to be missing: the file {@value #NAME} beside
 * the measure files. Measure files cannot tell this, because they hold only what was written into them.
 *
 * @param lists the counted lists, in the order of the file
 * @param gaps known law that no measure of these files states, in the order of the file
 */
public record ExpectedCoverage(List<ExpectedList> lists, List<CoverageGap> gaps) {
    /** The name of the file, at the top of the folder of measure files. */
    public static final String NAME = "coverage.yaml";

    /** Nothing was counted. */
    static final ExpectedCoverage NONE = new ExpectedCoverage(List.of(), List.of());

    public ExpectedCoverage {
        lists = List.copyOf(lists);
        gaps = List.copyOf(gaps);
    }

    /** Reads the file in a folder of measure files; its problems go to the consumer. */
    public static ExpectedCoverage read(Path folder, Consumer<LintProblem> problems) {
        YamlDocument document =
                YamlDocument.read(folder.resolve(NAME), problems).orElse(null);
        if (document == null) {
            return NONE;
        }
        List<LintProblem> broken = new ArrayList<>();
        for (int i = 0; i < document.root().path("lists").size(); i++) {
            document.requireQuotes("/lists/" + i + "/codes", broken::add);
        }
        try {
            MeasureSchema.ofCoverage(folder).check(document).forEach(found -> broken.add(found.problem()));
        } catch (IOException | UncheckedIOException e) {
            broken.add(LintProblem.error(
                    Place.whole(folder),
                    "cannot be read (" + FileProblem.reason(e) + ")",
                    "make it readable for this user"));
        }
        ExpectedCoverage read = broken.isEmpty() ? new CoverageReader(document, broken::add).read() : NONE;
        broken.forEach(problems);
        return read;
    }
}
