package io.tradewatch.devcluster;

import java.nio.file.Path;
import java.util.List;

/** The JVM flags of the servers, which share a developer's machine with the application under development. */
final class ServerFlags {
    private ServerFlags() {}

    static List<String> broker(int heapMegabytes) {
        return List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS");
    }

    /**
     * Flags and settings of the registry.
     *
     * @param database the database file's path, without its ending
     */
    static List<String> registry(int port, Path database) {
        return List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                // Faster start; the registry is never under load.
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                // Without a write delay, because an assigned schema id must survive a crash.
                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0",
                "-Dquarkus.datasource.jdbc.initial-size=1",
                "-Dquarkus.datasource.jdbc.min-size=1",
                "-Dquarkus.datasource.jdbc.max-size=10");
    }
}
