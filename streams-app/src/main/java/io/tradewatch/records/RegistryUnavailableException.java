package io.tradewatch.records;

/**
 * The schema registry gave no answer that settles anything: it cannot be reached, is overloaded, fails, or refuses our
 * credentials. Checked, because whoever meets it must wait and ask again: nothing that it concerns is a defect.
 */
public final class RegistryUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean forCredentials;

    RegistryUnavailableException(String message, Throwable cause) {
        this(message, false, cause);
    }

    RegistryUnavailableException(String message, boolean forCredentials, Throwable cause) {
        super(message, cause);
        this.forCredentials = forCredentials;
    }

    /** Whether the registry is there and will not have our credentials, or that we have none. */
    public boolean isForCredentials() {
        return forCredentials;
    }
}
