package io.tradewatch.codec.registry;

/**
 * The schema registry gave no definite answer: it cannot be reached, is overloaded, fails, or rejects our credentials.
 * The exception is checked, because every caller must wait and retry; the record concerned does not become a defect.
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

    /** Whether the registry is reachable and rejects our credentials, or requires credentials and we have none. */
    public boolean isForCredentials() {
        return forCredentials;
    }
}
