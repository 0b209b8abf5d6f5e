package io.tradewatch.cli;

import io.tradewatch.cli.deadletters.DeadLetterCommands;
import io.tradewatch.cli.demo.DemoCommand;
import io.tradewatch.cli.demo.DevCommand;
import io.tradewatch.cli.doctor.Doctor;
import io.tradewatch.cli.measures.Measures;
import io.tradewatch.cli.replay.ReplayCommand;
import io.tradewatch.cli.run.RunCommand;
import io.tradewatch.cli.screen.Explain;
import io.tradewatch.cli.screen.Screen;
import io.tradewatch.cli.topics.Topics;
import io.tradewatch.cli.transfers.Transfers;
import io.tradewatch.cli.violations.ViolationCommands;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The root command of the launcher. */
@Command(
        name = "tradewatch",
        description = "Says which movements of goods break a sanctions measure, under which provision, and why.",
        subcommands = {
            DemoCommand.class,
            DevCommand.class,
            RunCommand.class,
            Screen.class,
            ReplayCommand.class,
            Explain.class,
            Measures.class,
            Transfers.class,
            ViolationCommands.class,
            DeadLetterCommands.class,
            Topics.class,
            Doctor.class
        },
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or wrong settings, 3 different."})
public final class Tradewatch extends CommandGroup {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "With an error, show where in the program it arose.")
    private boolean stacktrace;

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /**
     * The whole command line, ready to execute.
     *
     * @param environment the environment variables; {@code TRADEWATCH_STACKTRACE} stands in for the option
     */
    public static CommandLine commandLine(Map<String, String> environment) {
        Tradewatch root = new Tradewatch();
        CommandLine line = new CommandLine(root);
        addHelp(line);
        return OptionValues.addTo(line)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(80)
                .setUsageHelpAutoWidth(false)
                .setExecutionStrategy(Tradewatch::execute)
                .setExecutionExceptionHandler(
                        new ErrorMessages(() -> root.stacktrace || environment.containsKey("TRADEWATCH_STACKTRACE")))
                .setParameterExceptionHandler(ErrorMessages::wrongUsage);
    }

    /** Help prints its own colours; the output of commands goes through a {@link PrintableWriter}. */
    private static int execute(ParseResult parsed) {
        List<CommandLine> lines = parsed.asCommandLineList();
        CommandLine command = lines.get(lines.size() - 1);
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        command.setOut(new PrintableWriter(command.getOut()));
        command.setErr(new PrintableWriter(command.getErr()));
        return new RunLast().execute(parsed);
    }

    /** Adds --help and --version to every command. */
    private static void addHelp(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        line.getSubcommands().values().forEach(Tradewatch::addHelp);
    }

    /** Prints the build and its runtime, as a bug report needs both. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Tradewatch.class.getPackage().getImplementationVersion();
            return new String[] {
                "tradewatch " + (version == null ? "(not packaged)" : version),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
            };
        }
    }
}
