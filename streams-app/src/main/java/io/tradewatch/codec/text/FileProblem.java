package io.tradewatch.codec.text;

import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;

/** Says why a file or folder cannot be read or written, in words for people instead of the name of a Java class. */
public final class FileProblem {
    private FileProblem() {}

    /** Returns the reason, for the end of a sentence; it names a file only where that may be another than the one in question. */
    public static String reason(Exception failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return reason(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof FileAlreadyExistsException other) {
            return other.getFile() + " exists already";
        }
        if (failure instanceof NotDirectoryException file) {
            return file.getFile() + " is not a folder";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not text in the expected character set";
        }
        String said = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : Objects.requireNonNullElse(failure.getMessage(), "the system gives no reason");
        return said.substring(0, Math.min(1, said.length())).toLowerCase(Locale.ROOT)
                + said.substring(Math.min(1, said.length()));
    }
}
