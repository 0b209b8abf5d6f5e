package io.tradewatch.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the version that this one is. */
final class Jvm {
    private Jvm() {}

    /**
     * The command that starts one.
     *
     * @param flags how much memory it may take, and whatever else it needs
     * @param classPath what this JVM has, as a rule
     * @param mainClass the class whose main method runs
     * @param arguments what that method is given
     */
    static List<String> command(List<String> flags, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tradewatch.avro");
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }

    /** The class path of this JVM. */
    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
