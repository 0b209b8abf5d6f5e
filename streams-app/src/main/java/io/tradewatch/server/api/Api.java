package io.tradewatch.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradewatch.engine.index.Countries;
import io.tradewatch.ruleset.NamedCountry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/** The endpoints of the API, as docs/openapi.yaml describes them. */
public final class Api {
    private static final String ROOT = "/api/v1";
    private static final byte[] DESCRIPTION = description();

    private final Supplier<Optional<PublishedLaw>> law;
    private final RateLimit rate;
    private final ScreenEndpoint screen;
    private final TraceEndpoint trace;
    private final MeasuresEndpoint measures;
    private final MeasureChangesEndpoint changes;
    private final ViolationsEndpoint violations;
    private final EventStreams streams;

    /**
     * The endpoints.
     *
     * @param law the ruleset; empty while it is too incomplete to screen with
     * @param log looks up transfers; empty while it is not available
     * @param recent the last violations
     * @param perSecond maximum number of requests answered per second
     */
    public Api(
            Supplier<Optional<PublishedLaw>> law,
            Supplier<Optional<TransferLog>> log,
            RecentViolations recent,
            int perSecond) {
        this.law = law;
        this.rate = new RateLimit(perSecond);
        HistoricalRulesets historicalRulesets = new HistoricalRulesets();
        this.screen = new ScreenEndpoint(this::law, historicalRulesets);
        this.trace =
                new TraceEndpoint(this::law, historicalRulesets, () -> log.get().orElseThrow(Api::notYet));
        this.measures = new MeasuresEndpoint(this::law, historicalRulesets);
        this.changes = new MeasureChangesEndpoint(this::law);
        this.violations = new ViolationsEndpoint(recent, this::country);
        this.streams = new EventStreams(recent, this::country);
    }

    /** Adds the routes under {@code /api/v1}. */
    public void addTo(RoutesConfig routes) {
        routes.before(ROOT + "/*", context -> rate.check());
        routes.post(ROOT + "/screen", screen::answer);
        routes.get(ROOT + "/transfers/{transferId}/trace", trace::answer);
        routes.get(ROOT + "/measures", measures::answer);
        routes.get(ROOT + "/measures/changes", changes::answer);
        routes.get(ROOT + "/violations", violations::answer);
        routes.get(ROOT + "/violations/stream", streams::answer);
        routes.get(ROOT + "/openapi.yaml", Api::describe);
    }

    private PublishedLaw law() {
        return law.get().orElseThrow(Api::notYet);
    }

    /**
     * Returns the code of a country that a request names. A code that was withdrawn stays, because alerts may name it; without
     * law, so does every text.
     */
    private String country(String written) {
        PublishedLaw known = law.get().orElse(null);
        if (known == null) {
            return written;
        }
        Countries countries = known.index().reference().countries();
        String code = countries.canonical(written);
        return code != null ? code : NamedCountry.code(written, LocalDate.now(ZoneOffset.UTC), countries);
    }

    private static ProblemException notYet() {
        return new ProblemException(503, "there is not enough law to answer with yet; /health/ready tells more");
    }

    private static void describe(Context context) {
        context.contentType("application/yaml").result(DESCRIPTION);
    }

    private static byte[] description() {
        try (InputStream file = Api.class.getResourceAsStream("openapi.yaml")) {
            if (file == null) {
                throw new IllegalStateException("openapi.yaml is missing beside " + Api.class);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Limits the number of requests per second over all clients, because screening needs the rest of the machine. Safe for use
     * by several threads.
     */
    private static final class RateLimit {
        private static final long SECOND = 1_000_000_000L;

        private final int perSecond;
        private long second;
        private int used;

        /** @param perSecond 1 or more */
        RateLimit(int perSecond) {
            this.perSecond = perSecond;
            this.second = System.nanoTime() / SECOND;
        }

        /** @throws ProblemException when this second's requests are used up */
        synchronized void check() {
            long now = System.nanoTime() / SECOND;
            if (now != second) {
                second = now;
                used = 0;
            }
            if (used >= perSecond) {
                throw ProblemException.busy("more than " + perSecond + " requests a second come in", 1);
            }
            used++;
        }
    }
}
