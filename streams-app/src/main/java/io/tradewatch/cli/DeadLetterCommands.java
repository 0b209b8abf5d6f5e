package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Shows what could not be decoded or screened. */
@Command(
        name = "dead-letters",
        description = "See what could not be decoded or screened, and why.",
        subcommands = {DeadLettersList.class})
final class DeadLetterCommands extends CommandGroup {}
