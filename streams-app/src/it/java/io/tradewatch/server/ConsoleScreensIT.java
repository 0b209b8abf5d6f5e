package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The pictures in docs/console, taken of a demo; docs/console.md has the command. */
@EnabledIfSystemProperty(
        named = "tradewatch.screens",
        matches = "true",
        disabledReason = "takes pictures for the documents, with -Dtradewatch.screens=true")
class ConsoleScreensIT {
    private static final Path FOLDER = Path.of("..", "docs", "console");

    /** By the name of the picture: where it is taken, and what is done there before. */
    private static final Map<String, Consumer<Page>> SCREENS = screens();

    private static Map<String, Consumer<Page>> screens() {
        Map<String, Consumer<Page>> screens = new LinkedHashMap<>();
        screens.put("alerts /#/alerts", page -> {
            page.getByText("Live", new Page.GetByTextOptions().setExact(true)).waitFor();
            page.locator("a.row").first().waitFor();
        });
        screens.put(
                "alert /#/alerts",
                page -> page.locator("a.row")
                        .filter(new Locator.FilterOptions().setHasText("event-10-aurus"))
                        .filter(new Locator.FilterOptions().setHasText("2397"))
                        .click());
        screens.put("measures /#/measures?country=KP&code=8703&date=2024-02-18", page -> {
            page.locator("a.row").last().click();
            page.evaluate("scrollTo(0, 0)");
        });
        screens.put(
                "instruments /#/measures",
                page -> page.locator(".instrument summary").first().waitFor());
        screens.put(
                "changes /#/measures?view=changes",
                page -> page.locator("a.row").first().click());
        screens.put(
                "trace /#/trace/event-10-aurus",
                page -> page.locator("details")
                        .filter(new Locator.FilterOptions().setHasText("UN-KP-2397-7-VEHICLES@"))
                        .locator("summary")
                        .click());
        screens.put("what-if /#/what-if", page -> {
            page.getByText("Example").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Screen"))
                    .click();
            page.locator("#result-title").waitFor();
        });
        // Last, when there is something in its charts.
        screens.put(
                "overview /#/overview",
                page -> page.locator("canvas[style*=display]").last().waitFor());
        return screens;
    }

    @Test
    void shouldTakeEveryPageInBothSchemesWideAndNarrow(@TempDir Path folder) throws Exception {
        Files.createDirectories(FOLDER);
        HttpSettings guarded = new HttpSettings(
                "127.0.0.1",
                0,
                Optional.of(new Credentials(Optional.of("a-token-that-nobody-shows"), Optional.empty())),
                Duration.ZERO,
                1_000);
        try (ConsoleScene scene = ConsoleScene.startStory(folder);
                Operations other = Operations.open(guarded)) {
            scene.awaitStory();
            for (Map.Entry<String, Consumer<Page>> screen : SCREENS.entrySet()) {
                String[] nameAndPlace = screen.getKey().split(" ", 2);
                take(scene, nameAndPlace[0], scene.url() + nameAndPlace[1], page -> {
                    screen.getValue().accept(page);
                    page.getByText("Screening", new Page.GetByTextOptions().setExact(true))
                            .waitFor();
                });
            }
            assertThat(scene.complaints()).isEmpty();
            take(
                    scene,
                    "sign-in",
                    other.url() + "/",
                    page -> page.getByRole(AriaRole.DIALOG).waitFor());
        }
    }

    private static void take(ConsoleScene scene, String name, String address, Consumer<Page> prepare)
            throws IOException {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(ConsoleScene.WIDE, ConsoleScene.NARROW)) {
                Page page = scene.open(address, scheme, width);
                prepare.accept(page);
                String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
                Picture.write(page.screenshot(), FOLDER.resolve(file));
                page.context().close();
            }
        }
    }
}
