package io.tradewatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tradewatch.cli.access.Right;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.awaitility.Awaitility;

/**
 * A broker that asks every user for a password over TLS and allows nothing that is not granted, and a registry that asks
 * for a password. Who comes by the broker's other door may do everything, to set the scene.
 */
final class SecuredCluster implements AutoCloseable {
    static final String USER = "clerk";
    static final String PASSWORD = "the-clerk's-password";

    private static final String PRINCIPAL = "User:" + USER;
    private static final String STORE_PASSWORD = "changeit";
    private static final int UNAUTHORIZED = 401;
    private static final int ITERATIONS = 4096;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Path folder;
    private final DevCluster cluster;
    private final int port;
    private final Admin admin;
    private final HttpServer registry;
    private final ExecutorService doormen = Executors.newCachedThreadPool();
    private final HttpClient behind = HttpClient.newHttpClient();

    SecuredCluster(Path folder) throws Exception {
        this.folder = folder;
        Path keys = folder.resolve("broker.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1", "-validity", "2");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("broker.pem").toString());
        this.port = freePort();
        this.cluster = DevCluster.start(DevClusterOptions.defaults()
                .withBrokerProperties(Map.ofEntries(
                        Map.entry("listeners", "SASL_SSL://127.0.0.1:" + port),
                        Map.entry("advertised.listeners", "SASL_SSL://127.0.0.1:" + port),
                        Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL"),
                        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                        Map.entry("ssl.keystore.location", keys.toString()),
                        Map.entry("ssl.keystore.password", STORE_PASSWORD),
                        Map.entry("ssl.keystore.type", "PKCS12"),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("super.users", "User:ANONYMOUS"))));
        this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), PASSWORD)))
                .all()
                .get();
        this.registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.setExecutor(doormen);
        registry.createContext("/", this::askForThePassword);
        registry.start();
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias",
                "broker",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("broker.p12").toString(),
                "-storepass",
                STORE_PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void askForThePassword(HttpExchange exchange) throws IOException {
        String asked = "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
        try (exchange) {
            if (!asked.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            URI to = URI.create(cluster.registryUrl()).resolve(exchange.getRequestURI());
            HttpRequest.Builder request = HttpRequest.newBuilder(to)
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            request.header("Content-Type", "application/vnd.schemaregistry.v1+json");
            HttpResponse<byte[]> answer = behind.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The broker's address for who may do everything. */
    String backDoor() {
        return cluster.bootstrapServers();
    }

    /** The registry's address for who needs no password. */
    String registryBackDoor() {
        return cluster.registryUrl();
    }

    /** The broker's address for the user. */
    String address() {
        return "127.0.0.1:" + port;
    }

    Admin admin() {
        return admin;
    }

    /** The properties of the user's clients. */
    Map<String, Object> properties(String password) {
        return Map.of(
                "bootstrap.servers",
                address(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                        + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("broker.pem").toString());
    }

    /** The user's settings, in a file; further ones in YAML. */
    Path settings(String name, String password, String registryPassword, String others) throws IOException {
        StringBuilder kafka = new StringBuilder("kafka:\n");
        properties(password)
                .forEach((property, value) -> kafka.append("  ")
                        .append(property)
                        .append(": '")
                        .append(value.toString().replace("'", "''"))
                        .append("'\n"));
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                kafka
                        + """
                schema-registry:
                  url: http://127.0.0.1:%d%s
                  basic.auth.credentials.source: USER_INFO
                  basic.auth.user.info: "%s:%s"
                %s
                """.formatted(
                                        registry.getAddress().getPort(),
                                        URI.create(cluster.registryUrl()).getPath(),
                                        USER,
                                        registryPassword,
                                        others));
    }

    /** Lets the user do this and nothing else, and waits until the broker goes by it. */
    void allow(Collection<Right> rights) throws Exception {
        Set<AclBinding> wanted = rights.stream()
                .map(right -> new AclBinding(
                        right.on(), new AccessControlEntry(PRINCIPAL, "*", right.operation(), AclPermissionType.ALLOW)))
                .collect(Collectors.toSet());
        Set<AclBinding> there = Set.copyOf(allowed());
        admin.deleteAcls(there.stream()
                        .filter(binding -> !wanted.contains(binding))
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get();
        admin.createAcls(wanted.stream()
                        .filter(binding -> !there.contains(binding))
                        .toList())
                .all()
                .get();
        // An application that still runs may well fail for the right that it has just lost.
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .pollInterval(LOOK_AGAIN)
                .until(() -> Set.copyOf(allowed()).equals(wanted));
    }

    private Collection<AclBinding> allowed() throws Exception {
        return admin.describeAcls(new AclBindingFilter(
                        ResourcePatternFilter.ANY,
                        new AccessControlEntryFilter(PRINCIPAL, null, AclOperation.ANY, AclPermissionType.ANY)))
                .values()
                .get();
    }

    @Override
    public void close() {
        registry.stop(0);
        doormen.shutdownNow();
        admin.close();
        cluster.close();
    }
}
