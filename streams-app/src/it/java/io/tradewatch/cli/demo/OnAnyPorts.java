package io.tradewatch.cli.demo;

import io.tradewatch.CommandProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code demo} and {@code dev} with the shipped measures, on ports that are free. */
final class OnAnyPorts {
    private OnAnyPorts() {}

    /**
     * Starts one.
     *
     * @param folder for its data and for what it says
     */
    static CommandProcess start(Path folder, String command, String... further) throws IOException {
        List<String> words = new ArrayList<>(List.of(command, "--data"));
        words.add(folder.resolve("data").toString());
        words.addAll(List.of("--kafka-port", "0", "--registry-port", "0", "--http-port", "0"));
        words.addAll(List.of("--measures", RandomTransferLines.MEASURES));
        words.addAll(List.of("--reference", RandomTransferLines.REFERENCE));
        words.addAll(List.of(further));
        return CommandProcess.start(folder, words.toArray(String[]::new));
    }
}
