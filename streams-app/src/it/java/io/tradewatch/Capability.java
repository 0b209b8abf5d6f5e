package io.tradewatch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/**
 * What a machine may lack. A test that needs it is skipped with one clear line, unless {@code TRADEWATCH_REQUIRE} (names
 * separated by commas) names it: then its absence is a failure.
 */
public final class Capability {
    private static final String REQUIRE = "TRADEWATCH_REQUIRE";

    private Capability() {}

    /**
     * The path of a command.
     *
     * @throws org.opentest4j.TestAbortedException when the machine lacks it and nobody requires it
     */
    public static Path command(String name) {
        Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && isRequired(name)) {
            throw new AssertionError(REQUIRE + " names " + name + ", and it is not in PATH");
        }
        Assumptions.assumeTrue(found.isPresent(), "skipped: there is no " + name + " in PATH");
        return found.get();
    }

    /**
     * An engine that runs containers.
     *
     * @throws org.opentest4j.TestAbortedException when the machine lacks one and nobody requires it
     */
    public static void containerEngine() {
        boolean isThere = DockerClientFactory.instance().isDockerAvailable();
        if (!isThere && isRequired("docker")) {
            throw new AssertionError(REQUIRE + " names docker, and no container engine answers");
        }
        Assumptions.assumeTrue(isThere, "skipped: no container engine answers");
    }

    /**
     * The command that runs JavaScript, once the modules of a program are installed beside it.
     *
     * @param folder where {@code npm ci} was run
     * @throws org.opentest4j.TestAbortedException when one of them is missing and nobody requires it
     */
    public static Path nodeFor(Path folder) {
        Path node = command("node");
        boolean isInstalled = Files.isDirectory(folder.resolve("node_modules"));
        if (!isInstalled && isRequired("node")) {
            throw new AssertionError(REQUIRE + " names node, and nobody has run 'npm ci' in " + folder);
        }
        Assumptions.assumeTrue(isInstalled, "skipped: nobody has run 'npm ci' in " + folder);
        return node;
    }

    private static boolean isRequired(String name) {
        String required = System.getenv(REQUIRE);
        return required != null && List.of(required.split(",")).contains(name);
    }
}
