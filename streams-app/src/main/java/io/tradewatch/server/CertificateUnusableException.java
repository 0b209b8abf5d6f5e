package io.tradewatch.server;

import org.jspecify.annotations.Nullable;

/** The server cannot use its certificate or private key for TLS. */
public final class CertificateUnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateUnusableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
