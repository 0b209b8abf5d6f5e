package io.tradewatch.ops;

import java.time.Duration;
import java.util.Optional;

/**
 * What the HTTP server is opened with.
 *
 * @param host the address to listen on; anything but this machine itself needs credentials
 * @param port 1 to 65535, or 0 for any that is free
 * @param credentials what a request must show; empty: nothing
 * @param certificate what to speak TLS with; empty: plain HTTP
 * @param maxLawAge how old the newest record of the law may be before the application is not ready; zero: any age
 * @param requestsPerSecond how many requests to the API are answered in a second, 1 or more
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
