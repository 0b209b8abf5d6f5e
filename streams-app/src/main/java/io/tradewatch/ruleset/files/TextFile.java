package io.tradewatch.ruleset.files;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.FileProblem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file as strict UTF-8: invalid bytes are reported as a problem, not replaced by a question mark. */
final class TextFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * Returns the file's text without a byte order mark; empty when it could not be read, which is reported.
     *
     * @param mostBytes the largest allowed size of the file, in bytes
     */
    static Optional<String> read(Path file, int mostBytes, Consumer<LintProblem> problems) {
        try {
            String text = BoundedFile.readText(file, mostBytes);
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return Optional.of(marked ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.accept(LintProblem.error(Place.whole(file), "is not UTF-8", "save the file in UTF-8"));
        } catch (BoundedFile.TooLargeException e) {
            problems.accept(LintProblem.error(
                    Place.whole(file), e.getMessage(), "split the file, or correct what made it so large"));
        } catch (NoSuchFileException e) {
            problems.accept(LintProblem.error(
                    Place.whole(file), "does not exist", "add the file, or name the folder that holds it"));
        } catch (IOException e) {
            problems.accept(LintProblem.error(
                    Place.whole(file),
                    "cannot be read (" + FileProblem.reason(e) + ")",
                    "make it a file that this user may read"));
        }
        return Optional.empty();
    }
}
