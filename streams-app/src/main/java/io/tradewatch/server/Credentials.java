package io.tradewatch.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The credentials that a request must have: a token, or a name and a password. Never printed. */
public final class Credentials {
    private final List<byte[]> accepted = new ArrayList<>();

    /**
     * Requires at least one of the two.
     *
     * @param token accepted as {@code Authorization: Bearer …}
     * @param userAndPassword accepted as {@code Authorization: Basic …}, as {@code user:password}
     */
    public Credentials(Optional<String> token, Optional<String> userAndPassword) {
        token.ifPresent(text -> accepted.add(bytes("Bearer " + text)));
        userAndPassword.ifPresent(
                text -> accepted.add(bytes("Basic " + Base64.getEncoder().encodeToString(bytes(text)))));
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("neither a token nor a user is given");
        }
    }

    /**
     * Whether an {@code Authorization} header matches the credentials. The duration does not depend on how much of a wrong
     * one matches.
     */
    boolean areShownBy(String authorization) {
        byte[] shown = bytes(authorization);
        boolean isAccepted = false;
        for (byte[] one : accepted) {
            isAccepted |= MessageDigest.isEqual(one, shown);
        }
        return isAccepted;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
