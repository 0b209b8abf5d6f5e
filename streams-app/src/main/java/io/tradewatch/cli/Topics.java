package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Manages the topics. */
@Command(
        name = "topics",
        description = "Create Tradewatch's topics, or check that their settings keep its promises.",
        subcommands = {TopicsCreate.class, TopicsCheck.class})
final class Topics extends CommandGroup {}
