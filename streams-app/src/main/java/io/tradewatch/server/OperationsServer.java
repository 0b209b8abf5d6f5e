package io.tradewatch.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.tradewatch.server.api.Api;
import io.tradewatch.server.api.Problems;
import io.tradewatch.server.console.Console;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of an application. It has a small thread pool of its own, so that no request delays screening. Jetty's
 * threads read requests and send answers; the {@link RequestPools} do the work that takes time. Safe for use by several
 * threads.
 */
final class OperationsServer implements AutoCloseable {
    /** Acceptor, selectors, and the threads that read requests and send answers. None of them waits for a client. */
    private static final int THREADS = 16;

    /** Idle timeout of a connection. */
    private static final long IDLE_MS = 10_000;

    /** The gzip level. A page of metrics takes 1 ms instead of 3 ms, and 28 KB instead of 23 KB. */
    private static final int FASTEST = 1;

    /** Shorter answers are not compressed: compressing an answer of the API takes longer than screening the transfer. */
    private static final int LEAST_TO_COMPRESS = 16 * 1024;

    static final JsonMapper JSON = new JsonMapper();

    private static final int UP = 200;
    private static final int DOWN = 503;

    private final Javalin javalin;
    private final HttpSettings settings;
    private final Overview overview;

    private OperationsServer(Javalin javalin, HttpSettings settings, Overview overview) {
        this.javalin = javalin;
        this.settings = settings;
        this.overview = overview;
    }

    /**
     * Starts to listen and to answer requests.
     *
     * @throws PortTakenException when another program has the port
     */
    static OperationsServer start(HttpSettings settings, Metrics metrics, Health health, Api api)
            throws PortTakenException {
        Overview overview = new Overview(metrics.registry(), metrics.screening(), health);
        Javalin javalin = Javalin.create(config -> {
            setUp(config, settings);
            Problems.addTo(config.routes);
            AuthenticationHandler authenticationHandler = new AuthenticationHandler(settings.credentials());
            config.jetty.modifyServer(server -> guard(server, settings, authenticationHandler));
            config.routes.get("/health/live", context -> answer(context, health.live(), authenticationHandler));
            config.routes.get("/health/ready", context -> answer(context, health.ready(), authenticationHandler));
            api.addTo(config.routes);
            config.routes.get("/api/v1/overview", context -> show(context, overview));
            new Console().addTo(config.routes);
            config.routes.get("/metrics", context -> scrape(context, metrics));
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            javalin.stop();
            overview.close();
            throw bindFailure(e)
                    .map(cause -> new PortTakenException(settings.host(), settings.port(), cause))
                    .orElseThrow(() -> e);
        }
        return new OperationsServer(javalin, settings, overview);
    }

    private static void guard(Server server, HttpSettings settings, AuthenticationHandler authenticationHandler) {
        Optional<BrowserCheck> browsers =
                settings.credentials().isPresent() ? Optional.empty() : Optional.of(new BrowserCheck(settings.host()));
        server.setHandler(new RequestGate(authenticationHandler, browsers));
        server.setErrorHandler(RequestGate::answerError);
    }

    private static void setUp(JavalinConfig config, HttpSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        CompressionStrategy compression = new CompressionStrategy(null, new Gzip(FASTEST));
        compression.setDefaultMinSizeForCompression(LEAST_TO_COMPRESS);
        config.http.compressionStrategy = compression;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = settings.certificate()
                    .map(certificate -> overTls(server, http, certificate))
                    .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
            connector.setHost(settings.host());
            connector.setPort(settings.port());
            connector.setIdleTimeout(IDLE_MS);
            return connector;
        });
    }

    private static ServerConnector overTls(Server server, HttpConfiguration http, ServerCertificate certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.store());
        tls.setKeyStorePassword(certificate.storePassword());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Probes and scrapers connect by address. There is only one certificate, so SNI selects nothing.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, tls, new HttpConnectionFactory(http));
    }

    private static Optional<Throwable> bindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static void scrape(Context context, Metrics metrics) {
        String accepted = context.header("Accept");
        context.contentType(Metrics.contentType(accepted)).result(metrics.scrape(accepted));
    }

    private static void show(Context context, Overview overview) throws JsonProcessingException {
        context.contentType("application/json").result(JSON.writeValueAsBytes(overview.now()));
    }

    /** The overview. */
    Overview overview() {
        return overview;
    }

    /** The server's URL. */
    String url() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return (settings.certificate().isPresent() ? "https://" : "http://") + host + ":" + javalin.port();
    }

    /** Every registered endpoint, such as {@code GET /metrics}. */
    List<String> endpoints() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(each -> each.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    /** Answers 200 or 503; a request with valid credentials also gets the reasons. */
    private static void answer(Context context, HealthReport report, AuthenticationHandler authenticationHandler)
            throws JsonProcessingException {
        HealthReport told = authenticationHandler.isTrusted(context) ? report : report.withoutDetails();
        context.status(report.isUp() ? UP : DOWN)
                .contentType("application/json")
                .result(JSON.writeValueAsString(told));
    }

    @Override
    public void close() {
        javalin.stop();
        overview.close();
    }
}
