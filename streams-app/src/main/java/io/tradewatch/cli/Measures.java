package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Looks after the measures: as files, and from files to the topic. */
@Command(
        name = "measures",
        description =
                "Check measure files, show what is in force, publish what changed, and see what a draft would change.",
        subcommands = {
            MeasuresLint.class,
            MeasuresList.class,
            MeasuresDiff.class,
            MeasuresPublish.class,
            MeasuresImpact.class
        })
final class Measures extends CommandGroup {}
