package io.tradewatch.server;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the HTTP server.
 *
 * @param host the address to listen on; any address other than loopback needs credentials
 * @param port 1 to 65535, or 0 for any free port
 * @param credentials the credentials that a request must have; empty: none
 * @param certificate the certificate for TLS; empty: plain HTTP
 * @param maxLawAge maximum age of the newest record of the law while the application is ready; zero: any age
 * @param requestsPerSecond maximum number of API requests answered per second, 1 or more
 */
public record HttpSettings(
        String host,
        int port,
        Optional<Credentials> credentials,
        Optional<ServerCertificate> certificate,
        Duration maxLawAge,
        int requestsPerSecond) {
    /** Plain HTTP. */
    public HttpSettings(
            String host, int port, Optional<Credentials> credentials, Duration maxLawAge, int requestsPerSecond) {
        this(host, port, credentials, Optional.empty(), maxLawAge, requestsPerSecond);
    }
}
