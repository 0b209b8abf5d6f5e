package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Looks after the measures: as files, and from files to the topic. */
@Command(
        name = "measures",
        description = "Check measure files, show what is in force, publish what changed.",
        subcommands = {MeasuresLint.class, MeasuresList.class, MeasuresDiff.class, MeasuresPublish.class})
final class Measures extends CommandGroup {}
