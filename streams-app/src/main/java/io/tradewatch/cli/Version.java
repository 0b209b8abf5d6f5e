package io.tradewatch.cli;

import picocli.CommandLine.IVersionProvider;

/** Prints the build and its runtime, as a bug report needs both. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Tradewatch.class.getPackage().getImplementationVersion();
        return new String[] {
            "tradewatch " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
