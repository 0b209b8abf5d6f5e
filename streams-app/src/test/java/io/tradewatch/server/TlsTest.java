package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server behind TLS, with certificates that sign themselves. */
@Tag("slow")
class TlsTest {
    private static final String PASSWORD = "for-this-test";

    @TempDir
    private Path folder;

    /** A certificate with its key, as keytool of this JDK made it. */
    private record Pair(Certificate certificate, Path chain, Path key) {}

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void shouldAnswerThoseWhoTrustItsCertificate(String algorithm) throws Exception {
        Pair pair = pair("server", algorithm);
        try (Operations operations = open(pair)) {
            assertThat(operations.url()).startsWith("https://127.0.0.1:");

            HttpResponse<String> answer = get(trusting(pair.certificate(), "TLSv1.3", "TLSv1.2"), operations.url());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void shouldAnswerNobodyInPlainTextAndNobodyByOldVersions() throws Exception {
        Pair pair = pair("server", "RSA");
        try (Operations operations = open(pair)) {
            String plain = operations.url().replace("https://", "http://");
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            assertThatThrownBy(() -> get(client, plain)).isInstanceOf(IOException.class);
            assertThat(get(trusting(pair.certificate(), "TLSv1.2"), operations.url())
                            .statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(trusting(pair("another", "RSA").certificate(), "TLSv1.3"), operations.url()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> get(trusting(pair.certificate(), "TLSv1.1"), operations.url()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheFilesAndNothingOfTheKey() throws Exception {
        Pair pair = pair("server", "RSA");
        Path missing = folder.resolve("missing.pem");
        Path old = Files.writeString(
                folder.resolve("old.pem"), Files.readString(pair.key()).replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertRefused(missing, pair.key(), "the file of the certificate cannot be read");
        assertRefused(pair.chain(), missing, "the file of the private key cannot be read");
        assertRefused(pair.chain(), old, "has an RSA PRIVATE KEY, expected a PRIVATE KEY in PEM (PKCS #8");
        assertRefused(pair.chain(), pair.chain(), "the file of the private key has no key");
        assertRefused(empty, pair.key(), "certificate");
        assertRefused(broken, pair.key(), "has no certificate in PEM");
        assertRefused(pair.chain(), pair("another", "RSA").key(), "the private key is not that of the certificate");
        assertRefused(pair.chain(), pair("elliptic", "EC").key(), "the private key is not that of the certificate");
    }

    private static void assertRefused(Path chain, Path key, String why) throws IOException {
        assertThatThrownBy(() -> ServerCertificate.fromPem(chain, key))
                .isInstanceOf(CertificateUnusableException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("MII");
    }

    private static Operations open(Pair pair) throws Exception {
        return Operations.open(new HttpSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.of(ServerCertificate.fromPem(pair.chain(), pair.key())),
                Duration.ZERO,
                1_000));
    }

    private Pair pair(String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate(name);
        return new Pair(
                certificate,
                pem(name + ".crt", "CERTIFICATE", certificate.getEncoded()),
                pem(
                        name + ".key",
                        "PRIVATE KEY",
                        keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private Path pem(String name, String what, byte[] encoded) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + what
                        + "-----\n");
    }

    private static HttpClient trusting(Certificate certificate, String... versions) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(versions);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .sslParameters(parameters)
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + "/health/live"))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
