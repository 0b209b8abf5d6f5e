package io.tradewatch.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.tradewatch.Capability;
import io.tradewatch.CommandProcess;
import io.tradewatch.cli.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running demo, and the Chromium of this machine to look at its console with. */
final class ConsoleScene implements AutoCloseable {
    static final String MEASURES = Path.of("..", "config", "measures").toString();
    static final String REFERENCE = Path.of("..", "config", "reference").toString();
    static final int WIDE = 1280;
    static final int NARROW = 360;

    private static final int HEIGHT = 800;

    /** What axe-core does to a chart when it looks for its colours. */
    private static final String OF_AXE = "warning: Canvas2D: Multiple readback operations";

    private static final String EVENTS =
            Path.of("..", "config", "demo", "events.jsonl").toString();

    /** The story lies in the folder that the launcher names. */
    private static final Map<String, String> HOME = Map.of(
            "JDK_JAVA_OPTIONS",
            "-Dtradewatch.home=" + Path.of("..").toAbsolutePath().normalize());

    private final Path folder;
    private final Playwright playwright;
    private final Browser browser;
    private final CommandProcess demo;
    private final List<String> complaints = new ArrayList<>();

    /** What only tests of trouble may expect. */
    private boolean isTroubleMeant;

    private ConsoleScene(Path folder, Playwright playwright, Browser browser, CommandProcess demo) {
        this.folder = folder;
        this.playwright = playwright;
        this.browser = browser;
        this.demo = demo;
    }

    /**
     * Starts both; the reported movements are published at once.
     *
     * @throws org.opentest4j.TestAbortedException when there is no Chromium here and nobody requires it
     */
    static ConsoleScene start(Path folder) throws IOException {
        return start(folder, List.of("--transfers", EVENTS));
    }

    /** Starts both; the demo tells its story, in its time, among harmless trade. */
    static ConsoleScene startStory(Path folder) throws IOException {
        return start(folder, List.of());
    }

    private static ConsoleScene start(Path folder, List<String> further) throws IOException {
        Path chromium = Capability.command("chromium");
        List<String> words =
                new ArrayList<>(List.of("demo", "--data", folder.resolve("data").toString()));
        words.addAll(List.of("--kafka-port", "0", "--registry-port", "0", "--http-port", "0"));
        words.addAll(List.of("--measures", MEASURES, "--reference", REFERENCE));
        words.addAll(further);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium));
        CommandProcess demo = CommandProcess.start(folder, HOME, words.toArray(String[]::new));
        return new ConsoleScene(folder, playwright, browser, demo);
    }

    /** Where the demo says that its console is. */
    String url() {
        demo.awaitWords("Alerts follow as they come");
        return said("console +(http://\\S+)/");
    }

    /** Waits until the last of the reported movements has raised its alert. */
    void awaitStory() {
        demo.awaitWords("event-12-busts");
    }

    private String said(String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(demo.said());
            if (!found.find()) {
                throw new AssertionError("the demo did not say " + pattern + ": " + demo.said());
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a page of the console of the demo. */
    Page open(String place) {
        return open(url() + place, ColorScheme.LIGHT, WIDE);
    }

    Page open(String address, ColorScheme scheme, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, HEIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB"));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            String told = message.type() + ": " + message.text();
            if (told.matches("(error|warning): .*") && !told.startsWith(OF_AXE)) {
                complaints.add(told);
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address);
        return page;
    }

    /** From here on the browser may complain. */
    void meanTrouble() {
        isTroubleMeant = true;
    }

    /** What browsers complained of since the last call, where no trouble was meant; closes all pages. */
    List<String> complaints() {
        List<String> told = isTroubleMeant ? List.of() : List.copyOf(complaints);
        browser.contexts().forEach(BrowserContext::close);
        complaints.clear();
        isTroubleMeant = false;
        return told;
    }

    /** Publishes a transfer, as a person would. */
    void publish(String transfer) throws IOException {
        Run run = Run.of(
                "transfers",
                "publish",
                file(transfer).toString(),
                "--bootstrap-server",
                said("bootstrap\\.servers +(\\S+)"),
                "--schema-registry",
                said("schema\\.registry\\.url +(\\S+)"));
        if (run.exitCode() != 0) {
            throw new AssertionError(run.err());
        }
    }

    /** What the command finds in a transfer, one violation a line. */
    List<String> screened(String transfer) throws IOException {
        Run run = Run.of("screen", file(transfer).toString(), "--measures", MEASURES, "--reference", REFERENCE);
        return run.out().lines().toList();
    }

    private Path file(String transfer) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "transfer", ".jsonl"), transfer);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        demo.close();
    }
}
