package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a command without a cluster finds the settings that it shares with the application. */
final class SettingsOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: config/tradewatch.yaml of the installation.")
    private @Nullable Path config;

    /**
     * The settings.
     *
     * @throws io.tradewatch.cli.config.ConfigurationException with everything that is wrong
     */
    Configuration read() {
        ConfigurationReader reader = ConfigurationReader.ofThisProcess();
        return (config == null ? reader : reader.file(config)).read();
    }
}
