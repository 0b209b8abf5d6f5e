package io.tradewatch.ops;

import org.jspecify.annotations.Nullable;

/** The server cannot speak TLS with what it was given. */
public final class CertificateUnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateUnusableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
