package io.tradewatch.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Gives the launcher one entry, so that every command is found under one name. */
@Command(
        name = "tradewatch",
        mixinStandardHelpOptions = true,
        description = "Says which movements of goods break a sanctions measure, under which provision, and why.")
public final class Tradewatch implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new Tradewatch()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
