package io.tradewatch.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which build this is, and what it runs on, as a report of an error needs both. */
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
