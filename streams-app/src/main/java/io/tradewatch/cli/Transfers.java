package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Brings transfers in. */
@Command(
        name = "transfers",
        description = "Bring transfers into the topic that is screened.",
        subcommands = {TransfersPublish.class})
final class Transfers extends CommandGroup {}
