package io.tradewatch.server.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/** One file of the console, held in memory. There are few files, and none changes while the application runs. */
final class Asset {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final byte[] bytes;
    private final String type;
    private final String tag;

    private Asset(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
        this.tag = "\"" + hash(bytes) + "\"";
    }

    /** A file that belongs to the console itself. */
    static Asset own(String name) {
        return read(name, "/" + Asset.class.getPackageName().replace('.', '/') + "/" + name);
    }

    /**
     * A file of a WebJar, in the version that the build selects.
     *
     * @param jar the artifact, such as {@code preact}
     * @param path the file within it
     */
    static Asset webJar(String jar, String path) {
        Properties written = new Properties();
        String description = "/META-INF/maven/org.webjars.npm/" + jar + "/pom.properties";
        try (InputStream file = open(description)) {
            written.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(description, e);
        }
        return read(path, "/META-INF/resources/webjars/" + jar + "/" + written.getProperty("version") + "/" + path);
    }

    private static Asset read(String name, String resource) {
        try (InputStream file = open(resource)) {
            byte[] bytes = file.readAllBytes();
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type == null) {
                throw new IllegalStateException("the type of " + resource + " is not known");
            }
            return new Asset(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static InputStream open(String resource) {
        InputStream file = Asset.class.getResourceAsStream(resource);
        if (file == null) {
            throw new IllegalStateException(resource + " is missing in the class path");
        }
        return file;
    }

    /** SHA-256 in Base64, as used for a script in a Content-Security-Policy. */
    static String hash(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Its media type. */
    String type() {
        return type;
    }

    /** The entity tag, for conditional requests. */
    String tag() {
        return tag;
    }

    InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
