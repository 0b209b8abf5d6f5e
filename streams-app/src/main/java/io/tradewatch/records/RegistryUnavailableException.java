package io.tradewatch.records;

/**
 * The schema registry gave no answer that settles anything: it cannot be reached, is overloaded, fails, or refuses our
 * credentials. Checked, because whoever meets it must wait and ask again: nothing that it concerns is a defect.
 */
public final class RegistryUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
