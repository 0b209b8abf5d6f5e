package io.tradewatch.codec.text;

import java.io.IOException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The limits for YAML in measure files, mappings and settings. The parser's time grows with the square of the longest
 * run of characters without a blank: a title of 20 MB took a minute. Aliases of aliases multiply. Therefore files,
 * lines and depth are limited, and aliases of collections are not allowed.
 */
public final class BoundedYaml {
    /** The longest line, in characters. */
    public static final int MOST_OF_LINE = 100_000;

    private static final int MOST_DEPTH = 50;

    private BoundedYaml() {}

    /**
     * A file's text.
     *
     * @throws BoundedFile.TooLargeException when the file or a line of it is too large; the message must follow the
     *     file's name
     * @throws java.nio.charset.CharacterCodingException when it is not UTF-8
     */
    public static String read(Path file) throws IOException {
        String text = BoundedFile.readText(file, BoundedFile.MOST_OF_DOCUMENT);
        requireLines(text);
        return text;
    }

    /**
     * Checks that no line of a text is too long.
     *
     * @throws BoundedFile.TooLargeException when a line is too long; the message must follow the file's name
     */
    public static void requireLines(String text) throws BoundedFile.TooLargeException {
        int line = 1;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n') {
                if (i - begin > MOST_OF_LINE) {
                    throw new BoundedFile.TooLargeException(
                            line,
                            "line " + line + " has " + (i - begin) + " characters, expected at most " + MOST_OF_LINE);
                }
                line++;
                begin = i + 1;
            }
        }
    }

    /** Creates a parser, for a text whose {@linkplain #requireLines lines} are not too long. */
    public static Yaml parser() {
        return new Yaml(options());
    }

    /** The options of the parser. */
    public static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(BoundedFile.MOST_OF_DOCUMENT);
        options.setNestingDepthLimit(MOST_DEPTH);
        // A list repeated by an alias has one place in the file but two pointers, and aliases of aliases multiply.
        options.setMaxAliasesForCollections(0);
        return options;
    }
}
