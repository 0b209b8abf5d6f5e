package io.tradewatch.ruleset.files;

import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.ruleset.files.MeasureSchema.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The measures in the files of a folder. Each file is checked separately: YAML, quotes, schema, values.
 *
 * <p>Files are {@code *.yaml} and {@code *.yml} at any depth, in the order of their paths; files of other kinds are
 * ignored, and so are files with a dot at the beginning of any part of their path. {@value ExpectedCoverage#NAME} at the
 * top of the folder is no measure file; it must be what {@link ExpectedCoverage} reads.
 */
public final class MeasureFiles {
    private static final List<String> LISTS_OF_CODES =
            List.of("commodities", "exceptCommodities", "targets", "boundBy");

    private final List<WrittenMeasure> measures = new ArrayList<>();
    private final List<LintProblem> problems = new ArrayList<>();

    private MeasureFiles() {}

    /**
     * Reads a folder, or a single file.
     *
     * @param folder the folder; the paths in problems begin with this path
     */
    public static MeasureFiles read(Path folder) {
        MeasureFiles read = new MeasureFiles();
        if (!Files.exists(folder)) {
            read.problems.add(LintProblem.error(
                    Place.whole(folder), "does not exist", "name the folder that holds the measure files"));
            return read;
        }
        try {
            List<Path> files = list(folder);
            if (files.isEmpty()) {
                read.problems.add(LintProblem.error(
                        Place.whole(folder), "holds no measure file (*.yaml)", "name the folder that holds them"));
                return read;
            }
            MeasureSchema schema = MeasureSchema.beside(folder);
            files.forEach(file -> read.readFile(file, schema));
            if (Files.isRegularFile(folder.resolve(ExpectedCoverage.NAME))) {
                ExpectedCoverage.read(folder, read.problems::add);
            }
        } catch (IOException | UncheckedIOException e) {
            read.problems.add(LintProblem.error(
                    Place.whole(folder),
                    "cannot be read (" + FileProblem.reason(e) + ")",
                    "make it readable for this user"));
        }
        return read;
    }

    /** All revisions that could be read, in the order of files and lines. */
    public List<WrittenMeasure> measures() {
        return List.copyOf(measures);
    }

    /** The problems in single files; conflicts between measures are not checked here. */
    public List<LintProblem> problems() {
        return List.copyOf(problems);
    }

    private static List<Path> list(Path folder) throws IOException {
        // Follows a folder that is a link; the files are named by the given path.
        Path real = folder.toRealPath();
        if (Files.isRegularFile(real)) {
            return List.of(folder);
        }
        try (Stream<Path> tree = Files.walk(real)) {
            return tree.map(real::relativize)
                    .filter(MeasureFiles::isMeasureFile)
                    .filter(path -> Files.isRegularFile(real.resolve(path)))
                    .sorted()
                    .map(folder::resolve)
                    .toList();
        }
    }

    private static boolean isMeasureFile(Path path) {
        if (path.equals(Path.of(ExpectedCoverage.NAME))) {
            return false;
        }
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = path.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private void readFile(Path file, MeasureSchema schema) {
        YamlDocument document = YamlDocument.read(file, problems::add).orElse(null);
        if (document == null) {
            return;
        }
        int entries = document.root().path("measures").size();
        for (int i = 0; i < entries; i++) {
            for (String list : LISTS_OF_CODES) {
                document.requireQuotes("/measures/" + i + "/" + list, problems::add);
            }
        }
        List<Found> broken = schema.check(document);
        broken.forEach(found -> problems.add(found.problem()));
        MeasureReader reader = new MeasureReader(document, problems::add);
        for (int i = 0; i < entries; i++) {
            String pointer = "/measures/" + i;
            if (broken.stream().noneMatch(found -> found.isWithin("/instrument") || found.isWithin(pointer))) {
                reader.read(pointer).ifPresent(measures::add);
            }
        }
    }
}
