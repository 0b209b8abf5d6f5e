package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Commands that load transfers. */
@Command(
        name = "transfers",
        description = "Bring transfers into the topic that is screened.",
        subcommands = {TransfersPublish.class})
final class Transfers extends CommandGroup {}
