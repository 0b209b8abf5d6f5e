package io.tradewatch.cli;

import picocli.CommandLine.Command;

/** Commands that show alerts. */
@Command(
        name = "violations",
        description = "Watch alerts as they come.",
        subcommands = {ViolationsTail.class})
final class ViolationCommands extends CommandGroup {}
