package io.tradewatch.cli.transfers;

import io.tradewatch.cli.CommandGroup;
import picocli.CommandLine.Command;

/** Commands that load transfers. */
@Command(
        name = "transfers",
        description = "Bring transfers into the topic that is screened.",
        subcommands = {TransfersPublish.class, TransfersMap.class})
public final class Transfers extends CommandGroup {}
