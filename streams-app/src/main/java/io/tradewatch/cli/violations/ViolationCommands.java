package io.tradewatch.cli.violations;

import io.tradewatch.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Commands that show alerts. */
@Command(
        name = "violations",
        description = "Watch alerts as they come.",
        subcommands = {ViolationsTail.class})
public final class ViolationCommands extends CommandGroup {}
