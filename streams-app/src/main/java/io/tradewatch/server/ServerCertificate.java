package io.tradewatch.server;

import io.tradewatch.codec.text.BoundedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's identity for TLS: a certificate, its chain, and its private key. */
public final class ServerCertificate {
    /** The store exists in memory only, but its interface requires a password. */
    private static final String NO_SECRET = "in-memory";

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    private final KeyStore store;

    private ServerCertificate(KeyStore store) {
        this.store = store;
    }

    /**
     * Reads both from files in PEM.
     *
     * @param chain the server's certificate, then the certificates of its chain
     * @param privateKey its key, as PKCS #8 without a password
     * @throws CertificateUnusableException when a file cannot be read, or the two do not belong together; the message never
     *     contains any part of the key
     */
    public static ServerCertificate fromPem(Path chain, Path privateKey) throws CertificateUnusableException {
        Certificate[] certificates = certificates(chain);
        PrivateKey key = key(text(privateKey, "the private key"), certificates[0].getPublicKey());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, NO_SECRET.toCharArray(), certificates);
            return new ServerCertificate(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateUnusableException("this Java cannot hold a certificate of this kind", e);
        }
    }

    private static Certificate[] certificates(Path chain) throws CertificateUnusableException {
        byte[] pem = text(chain, "the certificate").getBytes(StandardCharsets.UTF_8);
        try {
            Certificate[] certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .toArray(Certificate[]::new);
            if (certificates.length > 0) {
                return certificates;
            }
        } catch (GeneralSecurityException e) {
            throw new CertificateUnusableException(
                    "the file of the certificate has no certificate in PEM: " + e.getMessage(), e);
        }
        throw new CertificateUnusableException("the file of the certificate has none in it", null);
    }

    private static PrivateKey key(String pem, PublicKey certified) throws CertificateUnusableException {
        Matcher found = PKCS8.matcher(pem);
        if (!found.find()) {
            Matcher other = OTHER_KEY.matcher(pem);
            throw new CertificateUnusableException(
                    "the file of the private key has " + (other.find() ? "an " + other.group(1) : "no key")
                            + ", expected a PRIVATE KEY in PEM (PKCS #8 without a password); openssl pkcs8 -topk8"
                            + " -nocrypt makes one",
                    null);
        }
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                requirePair(key, certified, SIGNATURES.get(algorithm));
                return key;
            } catch (InvalidKeySpecException e) {
                // A key of another kind.
            } catch (GeneralSecurityException e) {
                throw new CertificateUnusableException("the private key is not that of the certificate", e);
            }
        }
        throw new CertificateUnusableException("the private key is neither RSA nor EC nor Ed25519", null);
    }

    private static void requirePair(PrivateKey key, PublicKey certified, String algorithm)
            throws GeneralSecurityException {
        byte[] said = "tradewatch".getBytes(StandardCharsets.UTF_8);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(said);
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certified);
        checking.update(said);
        if (!checking.verify(signing.sign())) {
            throw new GeneralSecurityException("another key");
        }
    }

    private static String text(Path file, String what) throws CertificateUnusableException {
        try {
            return BoundedFile.readText(file, BoundedFile.MOST_OF_DOCUMENT);
        } catch (IOException e) {
            throw new CertificateUnusableException(
                    "the file of " + what + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    KeyStore store() {
        return store;
    }

    String storePassword() {
        return NO_SECRET;
    }
}
