package io.tradewatch.cli.config;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves {@code ${env:NAME}} and {@code ${file:/path}}, so that the settings file needs no secrets. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

    private final Map<String, String> environment;

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether a value, as written, contains a reference. */
    static boolean isIn(String written) {
        return REFERENCE.matcher(written).find();
    }

    /**
     * @throws IllegalArgumentException when a reference cannot be resolved; the message names the reference and the reason
     */
    String resolve(String written) {
        Matcher matcher = REFERENCE.matcher(written);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1).equals("env") ? variable(match.group(2)) : content(match.group(2))));
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** A file's text without the final line break, which editors add. */
    private static String content(String file) {
        try {
            return BoundedFile.readText(Path.of(file), BoundedFile.MOST_OF_DOCUMENT)
                    .stripTrailing();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the file " + file + " cannot be read (" + FileProblem.reason(e) + ")", e);
        }
    }
}
