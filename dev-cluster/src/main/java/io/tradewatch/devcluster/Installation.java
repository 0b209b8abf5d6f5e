package io.tradewatch.devcluster;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Locates the servers' programs. The build places them beside this module and never inside an application.
 *
 * @param classes this module's own classes, a folder or a jar
 * @param target the build folder of the programs
 */
record Installation(Path classes, Path target) {
    private static final Path TARGET = Path.of("dev-cluster", "target");
    private static final String BROKER = "broker-lib";
    private static final String REGISTRY = "registry";

    /** Searches the folders above the location of this class. */
    static Installation find() {
        Path classes = ownClasses();
        for (Path folder = classes.getParent(); folder != null; folder = folder.getParent()) {
            Path target = folder.resolve(TARGET);
            if (Files.isDirectory(target.resolve(BROKER)) && Files.isDirectory(target.resolve(REGISTRY))) {
                return new Installation(classes, target);
            }
        }
        throw new DevClusterException(
                "Neither Kafka nor the registry is unpacked: no " + TARGET.resolve(BROKER) + " and "
                        + TARGET.resolve(REGISTRY) + " in any folder above " + classes
                        + ". Build them with: mvn -pl dev-cluster process-resources");
    }

    private static Path ownClasses() {
        try {
            return Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new DevClusterException("Cannot tell where this program's classes are.", e);
        }
    }

    String brokerClassPath() {
        return target.resolve(BROKER).resolve("*") + File.pathSeparator + classes;
    }

    String registryClassPath() {
        Path registry = target.resolve(REGISTRY);
        return registry.resolve("*")
                + File.pathSeparator
                + registry.resolve("lib").resolve("*")
                + File.pathSeparator
                + classes;
    }
}
