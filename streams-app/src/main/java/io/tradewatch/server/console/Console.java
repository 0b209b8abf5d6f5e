package io.tradewatch.server.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the console: its page at {@code /} and {@code /console}, and a fixed list of files that the page loads. The files
 * contain no secrets, so a browser can show the page that asks for the token.
 */
public final class Console {
    private static final String PAGE = "index.html";
    private static final String FILES = "/console/";
    private static final int NOT_MODIFIED = 304;
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final List<String> OWN = List.of(
            PAGE,
            "icon.svg",
            "console.css",
            "app.js",
            "api.js",
            "alerts.js",
            "alert.js",
            "charts.js",
            "dom.js",
            "keyboard.js",
            "live.js",
            "measures.js",
            "overview.js",
            "trace.js",
            "what-if.js",
            "words.js");

    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final String policy;

    public Console() {
        OWN.forEach(name -> assets.put(name, Asset.own(name)));
        assets.put("preact.js", Asset.webJar("preact", "dist/preact.module.js"));
        assets.put("preact-hooks.js", Asset.webJar("preact", "hooks/dist/hooks.module.js"));
        assets.put("chart.js", Asset.webJar("chart.js", "dist/chart.umd.min.js"));
        assets.put("pico.css", Asset.webJar("picocss__pico", "css/pico.min.css"));
        this.policy = policy(own(PAGE).text());
    }

    /** Whether a path belongs to the console, which needs no credentials. */
    public static boolean serves(String path) {
        return path.equals("/") || path.equals("/console") || path.startsWith(FILES);
    }

    /** Adds the routes under {@code /} and {@code /console}. */
    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> answer(context, own(PAGE)));
        routes.get("/console", context -> answer(context, own(PAGE)));
        routes.get(FILES + "{file}", context -> answer(context, own(context.pathParam("file"))));
    }

    private Asset own(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new NotFoundResponse("the console has no file " + name);
        }
        return asset;
    }

    private void answer(Context context, Asset asset) {
        context.header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-cache")
                .header("ETag", asset.tag())
                .contentType(asset.type());
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(NOT_MODIFIED);
        } else {
            context.result(asset.open());
        }
    }

    /** Allows scripts, styles and requests from this server only. The hash allows the one inline script of the page. */
    private static String policy(String page) {
        Matcher map = IMPORT_MAP.matcher(page);
        if (!map.find()) {
            throw new IllegalStateException(PAGE + " has no import map");
        }
        String hash = Asset.hash(map.group(1).getBytes(StandardCharsets.UTF_8));
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + hash + "'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'");
    }
}
