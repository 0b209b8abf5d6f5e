package io.tradewatch.cli.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.ConfigurationReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredOperationsTest {
    @Test
    void shouldSayInOneSentenceThatTheCertificateCannotBeUsed(@TempDir Path home) {
        Configuration configuration = new ConfigurationReader(
                        home,
                        Map.of(
                                "TRADEWATCH_HTTP_TLS_CERTIFICATE", "no-such.crt",
                                "TRADEWATCH_HTTP_TLS_PRIVATE_KEY", "no-such.key"))
                .read();

        assertThatThrownBy(() -> ConfiguredOperations.open(configuration, "http.port"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("the file of the certificate cannot be read");
    }
}
