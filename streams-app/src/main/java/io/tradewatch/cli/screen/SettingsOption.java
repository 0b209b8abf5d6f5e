package io.tradewatch.cli.screen;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.ConfigurationReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings option of commands without a cluster; they share settings with the application. */
final class SettingsOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings. Default: config/tradewatch.yaml of the installation.")
    private @Nullable Path config;

    /**
     * The settings.
     *
     * @throws io.tradewatch.cli.config.ConfigurationException with all errors
     */
    Configuration read() {
        ConfigurationReader reader = ConfigurationReader.ofThisProcess();
        return (config == null ? reader : reader.file(config)).read();
    }
}
