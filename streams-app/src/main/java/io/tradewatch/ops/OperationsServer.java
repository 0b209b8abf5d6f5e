package io.tradewatch.ops;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.BindException;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one HTTP server of an application. Its threads are few and its own: whatever is asked of it, screening goes on.
 * Safe for use by several threads.
 */
final class OperationsServer implements AutoCloseable {
    /** Acceptor, selectors, and what is left to answer with. */
    private static final int THREADS = 16;

    private final Javalin javalin;
    private final HttpSettings settings;

    private OperationsServer(Javalin javalin, HttpSettings settings) {
        this.javalin = javalin;
        this.settings = settings;
    }

    /**
     * Listens, and answers from here on.
     *
     * @throws PortTakenException when another program has the port
     */
    static OperationsServer start(HttpSettings settings, Metrics metrics, Health health) throws PortTakenException {
        Javalin javalin = Javalin.create(config -> {
            setUp(config);
            Doorkeeper doorkeeper = new Doorkeeper(settings.credentials());
            config.routes.before(doorkeeper::check);
            new HealthEndpoints(health, doorkeeper).addTo(config.routes);
            config.routes.get("/metrics", context -> scrape(context, metrics));
        });
        try {
            javalin.start(settings.host(), settings.port());
        } catch (RuntimeException e) {
            javalin.stop();
            throw bindFailure(e)
                    .map(cause -> new PortTakenException(settings.host(), settings.port(), cause))
                    .orElseThrow(() -> e);
        }
        return new OperationsServer(javalin, settings);
    }

    private static void setUp(JavalinConfig config) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
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

    /** Where it is found. */
    String url() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "http://" + host + ":" + javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
