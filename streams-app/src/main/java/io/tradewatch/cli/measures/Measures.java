package io.tradewatch.cli.measures;

import io.tradewatch.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Manages the measures: checks the files and publishes them to the topic. */
@Command(
        name = "measures",
        description =
                "Check measure files, show what is in force and what is missing, publish what changed, and see what a"
                        + " draft would change.",
        subcommands = {
            MeasuresLint.class,
            MeasuresList.class,
            MeasuresCoverage.class,
            MeasuresDiff.class,
            MeasuresPublish.class,
            MeasuresImpact.class
        })
public final class Measures extends CommandGroup {}
