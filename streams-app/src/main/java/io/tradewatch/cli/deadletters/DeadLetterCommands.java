package io.tradewatch.cli.deadletters;

import io.tradewatch.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Lists and redrives records that could not be decoded or screened. */
@Command(
        name = "dead-letters",
        description = "See what could not be decoded or screened, and why, and drive it in again.",
        subcommands = {DeadLettersList.class, DeadLettersRedrive.class})
public final class DeadLetterCommands extends CommandGroup {}
