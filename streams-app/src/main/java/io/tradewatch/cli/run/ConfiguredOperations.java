package io.tradewatch.cli.run;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.server.CertificateUnusableException;
import io.tradewatch.server.Credentials;
import io.tradewatch.server.HttpSettings;
import io.tradewatch.server.Operations;
import io.tradewatch.server.PortTakenException;
import io.tradewatch.server.ServerCertificate;
import io.tradewatch.streams.ScreeningApplication;
import java.util.Optional;

/** Opens health, metrics and the API according to the settings, and converts failures into error messages. */
public final class ConfiguredOperations {
    private ConfiguredOperations() {}

    /**
     * Opens the server.
     *
     * @param wayOut how to give this command another port
     * @throws CliException when the port is in use, or the certificate cannot be used
     */
    public static Operations open(Configuration configuration, String wayOut) {
        try {
            return Operations.open(new HttpSettings(
                    configuration.get(Keys.HTTP_HOST),
                    configuration.get(Keys.HTTP_PORT),
                    credentials(configuration),
                    certificate(configuration),
                    configuration.get(Keys.MAX_LAW_AGE),
                    configuration.get(Keys.HTTP_REQUESTS)));
        } catch (PortTakenException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()),
                    "Stop that program, or take another port: " + wayOut + "; 0 takes any that is free.",
                    e);
        }
    }

    /** Exposes a running application from now on. */
    public static void watch(Operations operations, ScreeningApplication application, Configuration configuration) {
        operations.watch(application, configuration.kafka(), configuration.registry(), configuration.topics());
    }

    private static Optional<Credentials> credentials(Configuration configuration) {
        Optional<String> token = given(configuration.get(Keys.HTTP_TOKEN));
        Optional<String> user = given(configuration.get(Keys.HTTP_USER));
        return token.isEmpty() && user.isEmpty() ? Optional.empty() : Optional.of(new Credentials(token, user));
    }

    private static Optional<ServerCertificate> certificate(Configuration configuration) {
        Optional<String> chain = given(configuration.get(Keys.HTTP_CERTIFICATE));
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerCertificate.fromPem(
                    configuration.home().resolve(chain.get()),
                    configuration.home().resolve(configuration.get(Keys.HTTP_PRIVATE_KEY))));
        } catch (CertificateUnusableException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()),
                    "See " + Keys.HTTP_CERTIFICATE.name() + " and " + Keys.HTTP_PRIVATE_KEY.name()
                            + " in docs/configuration.md.",
                    e);
        }
    }

    private static Optional<String> given(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
