package io.tradewatch.codec.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a file that cannot be used. */
final class FileProblemTest {
    @Test
    void shouldGiveTheReasonInWords() {
        Map.<Exception, String>of(
                        new NoSuchFileException("a.csv"), "a.csv does not exist",
                        new AccessDeniedException("a.csv"), "no permission for a.csv",
                        new FileAlreadyExistsException("a.csv"), "a.csv exists already",
                        new NotDirectoryException("a.csv"), "a.csv is not a folder",
                        new MalformedInputException(1), "it is not text in the expected character set",
                        new FileSystemException("a.csv", null, "Not a directory"), "not a directory",
                        new IOException("Is a directory"), "is a directory",
                        new UncheckedIOException(new NoSuchFileException("b.csv")), "b.csv does not exist",
                        new IOException(), "the system gives no reason",
                        new IOException(""), "")
                .forEach((failure, reason) ->
                        assertThat(FileProblem.reason(failure)).isEqualTo(reason));
    }
}
