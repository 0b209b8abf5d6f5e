package io.tradewatch.cli.transfers.guess;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes texts of a mapping. */
public final class Yaml {
    /** Texts that YAML reads as they stand, also between braces. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./()-]*(?: [A-Za-z0-9_./()-]+)*");

    private Yaml() {}

    /** A text, in quotes unless it is plain. */
    static String text(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** A text in quotes. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(one -> {
            switch (one) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(one)) {
                        quoted.append(String.format("\\u%04X", one));
                    } else {
                        quoted.appendCodePoint(one);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** A list between brackets. */
    static String list(Collection<String> texts) {
        return texts.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
