package io.tradewatch.cli.measures;

import io.tradewatch.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Manages the measures: checks the files and publishes them to the topic. */
@Command(
        name = "measures",
        description =
                "Write and check measure files, show what is in force and what is missing, publish what changed, see what a draft would"
                        + " change, and import a tariff's data.",
        subcommands = {
            MeasuresLint.class,
            MeasuresList.class,
            MeasuresCoverage.class,
            MeasuresDiff.class,
            MeasuresPublish.class,
            MeasuresImpact.class,
            MeasuresImport.class,
            MeasuresNew.class
        })
public final class Measures extends CommandGroup {}
