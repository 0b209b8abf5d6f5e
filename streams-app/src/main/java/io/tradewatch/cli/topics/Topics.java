package io.tradewatch.cli.topics;

import io.tradewatch.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Manages the topics. */
@Command(
        name = "topics",
        description = "Create Tradewatch's topics, or check that their settings keep its promises.",
        subcommands = {TopicsCreate.class, TopicsCheck.class})
public final class Topics extends CommandGroup {}
