package io.tradewatch.cli;

import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.ruleset.files.ExpectedCoverage;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.ReferenceFiles;
import io.tradewatch.ruleset.review.Coverage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that locate the law's files, for commands that apply the law; nested, those of other commands. */
public final class RulesetFolders {
    @Option(
            names = "--measures",
            paramLabel = "DIR",
            description = "Measure files. Default: config/measures of the installation.")
    private @Nullable Path measures;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description = "Reference tables. Default: config/reference of the installation.")
    private @Nullable Path reference;

    /** The options of the measure commands, whose subject are the files. */
    public static final class Subject {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "DIR",
                description = "Measure files. Default: config/measures of the installation.")
        private @Nullable Path folder;

        @Option(names = "--measures", paramLabel = "DIR", description = "Alias for DIR.")
        private @Nullable Path named;

        @Option(
                names = "--reference",
                paramLabel = "DIR",
                description = "Reference tables. Default: config/reference of the installation.")
        private @Nullable Path reference;

        /** Reads and checks the files. */
        public MeasureCatalogue check() {
            return RulesetFolders.check(measures(), reference);
        }

        /**
         * Reads files that must have no errors.
         *
         * @throws CliException with the first error
         */
        public MeasureCatalogue sound() {
            return requireSound(check());
        }

        /** Whether the options name the measure files. */
        public boolean isNamed() {
            return measures() != null;
        }

        /**
         * Reads other measure files that must have no errors, and checks them against the same reference tables.
         *
         * @throws CliException with the first error
         */
        public MeasureCatalogue soundDrafts(Path drafts) {
            return requireSound(RulesetFolders.check(drafts, reference));
        }

        /**
         * Compares files that must have no errors with {@value ExpectedCoverage#NAME} beside them.
         *
         * @param asOf the day on which measures have to be in force to count; null means the day of each list
         * @throws CliException with the first error
         */
        public Coverage coverage(@Nullable LocalDate asOf) {
            return Coverage.of(sound(), expectedCoverage(), asOf);
        }

        /**
         * What is known to be missing in the measure files: {@value ExpectedCoverage#NAME} beside them.
         *
         * @throws CliException with the first error
         */
        public ExpectedCoverage expectedCoverage() {
            return RulesetFolders.expectedCoverage(measures());
        }

        private @Nullable Path measures() {
            if (folder != null && named != null && !folder.equals(named)) {
                throw CliException.wrongUsage(
                        "both " + folder + " and --measures " + named + " are given", "Name one folder of measures.");
            }
            return folder != null ? folder : named;
        }
    }

    /** The option of commands that need the reference tables alone. */
    public static final class Tables {
        @Option(
                names = "--reference",
                paramLabel = "DIR",
                description = "Reference tables. Default: config/reference of the installation.")
        private @Nullable Path reference;

        /**
         * Reads tables that must have no errors.
         *
         * @throws CliException with the first error
         */
        public List<ReferenceTable> sound() {
            ReferenceFiles files = ReferenceFiles.read(folder(reference, "reference"));
            requireNone(files.problems().stream().filter(LintProblem::isError).toList());
            return files.tables();
        }
    }

    /** The options for draft files, which replace the published law. */
    public static final class Drafts {
        @Option(
                names = "--measures",
                paramLabel = "DIR",
                description = "Screen with these measure files. Default: the published law.")
        private @Nullable Path measures;

        @Option(
                names = "--reference",
                paramLabel = "DIR",
                description = "With --measures: reference tables. Default: config/reference of the installation.")
        private @Nullable Path reference;

        /**
         * The drafts, if the options name any.
         *
         * @throws CliException when they contain errors
         */
        public Optional<PlannedRuleset> read() {
            if (measures == null) {
                if (reference != null) {
                    throw CliException.wrongUsage(
                            "--reference is given without --measures",
                            "Name the measure files too, or leave both out.");
                }
                return Optional.empty();
            }
            return Optional.of(PlannedRuleset.of(requireSound(check(measures, reference))));
        }

        /**
         * What is known to be missing in the drafts; empty if the options name none.
         *
         * @throws CliException with the first error
         */
        public Optional<ExpectedCoverage> expectedCoverage() {
            return measures == null ? Optional.empty() : Optional.of(RulesetFolders.expectedCoverage(measures));
        }
    }

    /** The installation's folder of editable files. */
    public static Path config() {
        return Path.of(System.getProperty("tradewatch.home", "")).resolve("config");
    }

    /**
     * Reads files that must have no errors.
     *
     * @throws CliException with the first error
     */
    public MeasureCatalogue sound() {
        return requireSound(check(measures, reference));
    }

    /**
     * What is known to be missing in the measure files: {@value ExpectedCoverage#NAME} beside them.
     *
     * @throws CliException with the first error
     */
    public ExpectedCoverage expectedCoverage() {
        return expectedCoverage(measures);
    }

    private static ExpectedCoverage expectedCoverage(@Nullable Path measures) {
        List<LintProblem> problems = new ArrayList<>();
        ExpectedCoverage expected = ExpectedCoverage.read(folder(measures, "measures"), problems::add);
        requireNone(problems);
        return expected;
    }

    /** Reads and checks files; null means those of the installation. */
    private static MeasureCatalogue check(@Nullable Path measures, @Nullable Path reference) {
        return Lint.check(folder(measures, "measures"), folder(reference, "reference"));
    }

    /** The named folder, or else that of the installation. */
    private static Path folder(@Nullable Path named, String name) {
        return named == null ? config().resolve(name) : named;
    }

    /** @throws CliException with the first error, if there is one */
    private static MeasureCatalogue requireSound(MeasureCatalogue catalogue) {
        requireNone(catalogue.errors());
        return catalogue;
    }

    /** @throws CliException with the first error, if there is one */
    private static void requireNone(List<LintProblem> errors) {
        if (!errors.isEmpty()) {
            LintProblem first = errors.get(0);
            throw new CliException(
                    first.place() + ": " + first.message()
                            + (errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)"),
                    first.fix() + ". 'tradewatch measures lint' lists everything.");
        }
    }
}
