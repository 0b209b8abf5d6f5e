package io.tradewatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console as somebody on call meets it: a demo that runs, and a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    /** The page asks for the overview every five seconds. */
    private static final double LATER_MS = 20_000;

    private static final String ALERTS = "/#/alerts";
    private static final Map<String, String> HEADINGS = Map.of(
            "/#/overview",
            "Overview",
            ALERTS,
            "Alerts",
            "/#/measures?country=KP&code=8703&date=2024-02-18",
            "Measures",
            "/#/measures?view=changes",
            "Measures",
            "/#/trace/event-10-aurus",
            "Trace of a transfer",
            "/#/what-if",
            "What if");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private final ObjectMapper json = new ObjectMapper();
    private ConsoleScene scene;

    @BeforeAll
    void setUp(@TempDir Path folder) throws IOException {
        scene = ConsoleScene.start(folder);
        scene.awaitStory();
    }

    @AfterAll
    void tearDown() {
        if (scene != null) {
            scene.close();
        }
    }

    @AfterEach
    void shouldGiveTheBrowserNothingToComplainOf() {
        assertThat(scene.complaints()).isEmpty();
    }

    @Test
    void shouldShowTheLimousineAsItComesAndTheParagraphThatItBreaks() throws Exception {
        Page page = scene.open(ALERTS);
        assertThat(page.locator(".line")).containsText("Live");

        scene.publish(limousine("limousine-live", "Limousine"));

        Locator row = rows(page)
                .filter(new Locator.FilterOptions().setHasText("limousine-live"))
                .filter(new Locator.FilterOptions().setHasText("S/RES/2397 (2017) para. 7"));
        assertThat(row).containsText("seen");
        row.click();
        Locator detail =
                page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("S/RES/2397 (2017) para. 7"));
        assertThat(detail).containsText("Hold the movement");
        assertThat(detail).containsText("Transportation vehicles to the DPRK");
        assertThat(fact(detail, "Provision")).hasText("para. 7");
        assertThat(fact(detail, "Citation")).containsText("Paragraph number not read");
        assertThat(fact(detail, "Programme")).hasText("UN-DPRK");
        assertThat(fact(detail, "Asks for")).hasText("Prohibited");
        assertThat(fact(detail, "Target found as")).containsText("North Korea (KP) Country of destination");
        assertThat(fact(detail, "Commodity code")).hasText("8703.40");
        assertThat(fact(detail, "Status")).hasText("Open: found as the transfer came in");
        assertThat(detail).containsText("Exceptions to check");
    }

    @Test
    void shouldShowACorrectionInThePlaceOfWhatItCorrects() throws Exception {
        Page page = scene.open(ALERTS + "?");
        assertThat(page.locator(".line")).containsText("Live");
        scene.publish(limousine("corrected", "Limousine"));
        Locator alerts = rows(page).filter(new Locator.FilterOptions().setHasText("corrected"));
        assertThat(alerts).hasCount(2);

        scene.publish(limousine("corrected", "Limousine")
                .replace("{\"transferId\"", "{\"revision\":1,\"transferId\"")
                .replace("\"KP\"", "\"CN\""));

        assertThat(alerts.filter(new Locator.FilterOptions().setHasText("Withdrawn")))
                .hasCount(2);
        alerts.first().click();
        assertThat(page.locator(".next")).containsText("the transfer was corrected");
    }

    /** What the page says of the broker is what readiness says, not what it said when the page was opened. */
    @Test
    void shouldSayThatTransfersWaitWhenTheBrokerIsGone() {
        Page page = scene.open("/#/overview");
        Locator health = page.locator(".health");
        assertThat(health).containsText("What comes in is judged at once");

        page.route("**/api/v1/overview", route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text()
                            .replace(
                                    "\"ready\":{\"status\":\"up\"}",
                                    "\"ready\":{\"status\":\"down\",\"reasons\":[\"the broker does not answer\"]}")));
        });

        assertThat(health)
                .containsText(
                        "Not ready. Transfers wait in their topic; nothing is lost.",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(LATER_MS));
        assertThat(health).containsText("the broker does not answer");
        assertThat(health).not().containsText("judged at once");
    }

    @Test
    void shouldShowOnlyWhatPassesTheFilter() {
        Page page = scene.open(ALERTS);
        Locator busts = rows(page).filter(new Locator.FilterOptions().setHasText("event-12-busts"));
        assertThat(busts).hasCount(1);

        page.getByLabel("Find").fill("busts 9703");
        assertThat(rows(page)).hasCount(1);
        page.getByLabel("Certainty").selectOption("CERTAIN");
        assertThat(page.getByText("No alerts match")).isVisible();
        page.getByLabel("Certainty").selectOption("POSSIBLE");
        assertThat(busts).hasCount(1);
        page.getByLabel("Country").fill("Norway");
        page.getByLabel("Country").press("Enter");
        assertThat(busts).hasCount(0);
        page.getByLabel("Country").fill("North Korea");
        page.getByLabel("Country").press("Enter");
        assertThat(busts).hasCount(1);
        assertThat(page.getByLabel("Country")).hasValue("North Korea");
        page.getByText("Clear filters").click();
        assertThat(busts).hasCount(1);
    }

    @Test
    void shouldSayWhichCountryIsNearestAndShowNoAlertsOfAnother() {
        Page page = scene.open(ALERTS);
        assertThat(rows(page).first()).isVisible();
        scene.meanTrouble();

        page.getByLabel("Country").fill("Nort Korea");
        page.getByLabel("Country").press("Enter");

        assertThat(page.getByText("did you mean")).isVisible();
        assertThat(rows(page)).hasCount(0);
        assertThat(page.getByLabel("Country")).hasValue("Nort Korea");
    }

    @Test
    void shouldBeUsableByTheKeyboardAlone() {
        Page page = scene.open("/");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                .isVisible();
        page.keyboard().press("2");
        assertThat(heading(page, "Alerts")).isFocused();
        assertThat(rows(page).nth(1)).isVisible();

        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(rows(page).nth(1)).isFocused();
        String opened = rows(page).nth(1).getAttribute("href");
        page.keyboard().press("Enter");
        assertThat(page.locator("#alert-title")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.getByText("No alert selected")).isVisible();
        assertThat(page.locator("a.row[href='" + opened + "']")).isFocused();

        page.keyboard().press("/");
        assertThat(page.getByLabel("Find")).isFocused();
        page.keyboard().type("j2?");
        assertThat(page.getByLabel("Find")).hasValue("j2?");
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Next alert");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @Test
    void shouldAnswerWhatIfAsTheCommandDoes() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String line : scene.screened(limousine("what-if", "Limousine"))) {
            expected.add(json.readTree(line).get("explanation").asText());
        }
        Page page = scene.open("/#/what-if");
        page.getByLabel("Moved on", new Page.GetByLabelOptions().setExact(true)).fill("2024-02-18");
        page.getByLabel("Country of dispatch").fill("RU");
        page.getByLabel("Country of destination").fill("KP");
        page.getByLabel("Commodity code").fill("870340");
        page.getByLabel("Description").fill("Limousine");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Screen"))
                .click();

        assertThat(heading(page, "2 violations would be opened")).isVisible();
        page.locator(".results summary").all().stream().skip(1).forEach(Locator::click);
        assertThat(page.locator(".explanation").allTextContents()).isNotEmpty().containsExactlyElementsOf(expected);

        page.getByLabel("As if it had moved on").fill("2006-01-01");
        page.keyboard().press("Enter");
        assertThat(heading(page, "Nothing would be found")).isVisible();
        page.getByLabel("As if it had moved on").fill("");
        page.getByLabel("As known at the start of").fill("2013-03-08");
        page.keyboard().press("Enter");
        assertThat(heading(page, "1 violation would be opened")).isVisible();
    }

    @Test
    void shouldSayWhichFieldOfATransferIsWrong() {
        scene.meanTrouble();
        Page page = scene.open("/#/what-if");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("As JSON"))
                .click();
        page.getByRole(AriaRole.TEXTBOX).first().fill("{\"transferId\":\"one\",\"goodsItems\":[{}]}");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Screen"))
                .click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Unprocessable Content (422)");
    }

    @Test
    void shouldFindTheMeasuresOfACountryOnADayAndWhatChangedLately() {
        Page page = scene.open("/#/measures");
        page.getByLabel("Country").fill("kp");
        page.getByLabel("Commodity code").fill("8703");
        page.getByLabel("In force on").fill("2024-02-18");
        page.keyboard().press("Enter");
        Locator vehicles = rows(page).filter(new Locator.FilterOptions().setHasText("UN-KP-2397-7-VEHICLES"));
        vehicles.click();
        assertThat(heading(page, "S/RES/2397 (2017) para. 7")).isFocused();
        assertThat(fact(page.locator(".detail"), "Targets")).hasText("North Korea (KP)");
        page.getByLabel("In force on").fill("2017-12-21");
        page.getByLabel("In force on").press("Enter");
        assertThat(vehicles).hasCount(0);

        page.getByText("What changed lately").click();
        assertThat(page.locator(".count")).containsText("by the day on which they became known");
        rows(page).first().click();
        assertThat(page.locator(".detail")).containsText(Pattern.compile("What changed since revision|Legal basis"));
    }

    @Test
    void shouldTraceATransferFromItsAlert() {
        Page page = scene.open(ALERTS);
        rows(page)
                .filter(new Locator.FilterOptions().setHasText("event-10-aurus"))
                .first()
                .click();
        page.getByText("Trace the transfer").click();

        assertThat(page.locator("table.records")).containsText("Counts screened");
        assertThat(heading(page, "It opens 2 violations")).isVisible();
        Locator measure =
                page.locator("details").filter(new Locator.FilterOptions().setHasText("UN-KP-2397-7-VEHICLES@"));
        measure.locator("summary").click();
        assertThat(measure.locator(".rules tr").nth(1)).containsText(Pattern.compile("in force.*yes"));
        page.getByText("Change it and screen again").click();
        assertThat(page.getByLabel("Country of destination")).hasValue("KP");
    }

    @Test
    void shouldShowWhatSomebodyWroteAndNeverRunIt() throws Exception {
        String written = "<img src=x onerror=document.title='run'>";
        scene.publish(limousine("marked-up", written));
        Page page = scene.open(ALERTS);
        Locator row = rows(page).filter(new Locator.FilterOptions().setHasText("marked-up"));
        row.first().click();

        assertThat(fact(page.locator(".detail"), "Description")).hasText(written);
        assertThat(page.locator("main img")).hasCount(0);
        assertThat(page).hasTitle("Alerts – Tradewatch");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void shouldBeAccessible(ColorScheme scheme) throws Exception {
        List<String> findings = new ArrayList<>();
        Page page = scene.open(scene.url() + "/", scheme, ConsoleScene.WIDE);
        page.evaluate(axe());
        for (String place : HEADINGS.keySet()) {
            page.navigate(scene.url() + place);
            assertThat(page.locator("h1")).hasText(HEADINGS.get(place));
            fill(page);
            findings.addAll(findings(page, place));
        }
        page.locator("h1").click();
        page.keyboard().press("?");
        page.getByRole(AriaRole.DIALOG).waitFor();
        findings.addAll(findings(page, "the help"));
        assertThat(findings).isEmpty();
    }

    @Test
    void shouldFitANarrowScreen() {
        Page page = scene.open(scene.url() + "/", ColorScheme.LIGHT, ConsoleScene.NARROW);
        for (String place : HEADINGS.keySet()) {
            page.navigate(scene.url() + place);
            assertThat(page.locator("h1")).hasText(HEADINGS.get(place));
            fill(page);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(place)
                    .isEqualTo(ConsoleScene.NARROW);
        }
    }

    @Test
    void shouldNotMoveWhatSomebodyIsAboutToPress() {
        Page page = scene.open("/#/what-if");
        page.addInitScript("new PerformanceObserver((list) => list.getEntries().forEach((each) => {"
                + " window.moved = (window.moved ?? 0) + each.value; })).observe({ type: 'layout-shift' })");
        for (String place : List.of("/#/overview", ALERTS, "/#/measures?view=changes")) {
            page.navigate("about:blank");
            page.navigate(scene.url() + place);
            assertThat(page.locator("h1")).hasText(HEADINGS.get(place));
            assertThat(page.getByText("Screening", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            // Below 0.1 is what browsers' makers call good; 1 would be the whole page.
            assertThat(((Number) page.evaluate("window.moved ?? 0")).doubleValue())
                    .as(place)
                    .isLessThan(0.01);
        }
    }

    @Test
    void shouldAskForATokenAndForgetItWithTheTab() throws Exception {
        scene.meanTrouble();
        try (Operations operations = Operations.open(new HttpSettings(
                "127.0.0.1",
                0,
                Optional.of(new Credentials(Optional.of("the-right-token-of-this-test"), Optional.empty())),
                Duration.ZERO,
                1_000))) {
            Page page = scene.open(operations.url() + "/", ColorScheme.DARK, ConsoleScene.WIDE);
            Locator token = page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true))
                    .last();
            token.fill("a-wrong-token-of-this-test");
            token.press("Enter");
            assertThat(page.getByText("That was refused")).isVisible();
            token.fill("the-right-token-of-this-test");
            token.press("Enter");

            assertThat(page.getByText("Not ready. Transfers wait in their topic"))
                    .isVisible();
            assertThat(page.getByText("it is starting")).isVisible();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page.evaluate("Object.keys(localStorage).length + document.cookie.length"))
                    .isEqualTo(0);
            page.getByText("Sign out").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        }
    }

    @Test
    void shouldSayWhenTheApplicationDoesNotAnswerAndGoOnWhenItDoes() {
        scene.meanTrouble();
        Page page = scene.open("/#/measures?country=KP&code=8703");
        assertThat(rows(page).first()).isVisible();
        page.route("**/api/**", route -> route.abort());
        page.getByLabel("Country").fill("RU");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The application does not answer");
        page.unroute("**/api/**");
        page.getByText("Try again").click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(rows(page).first()).isVisible();
    }

    @Test
    void shouldShowManyMeasuresByInstrumentAndOpenOneWithTheKeyboard() {
        Page page = scene.open("/#/measures");
        Locator instruments = page.locator(".instrument summary");
        assertThat(instruments.filter(new Locator.FilterOptions().setHasText("S/RES/2397 (2017)")))
                .containsText("measures");
        assertThat(rows(page).filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);
        page.keyboard().press("j");
        assertThat(instruments.first()).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("j");

        assertThat(page.locator("a.row:focus")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator("#measure-title")).isFocused();
    }

    private static Locator rows(Page page) {
        return page.locator("a.row");
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What is said beside a name. */
    private static Locator fact(Locator within, String name) {
        return within.locator(".facts > div")
                .filter(new Locator.FilterOptions()
                        .setHas(within.page()
                                .locator("dt")
                                .getByText(name, new Locator.GetByTextOptions().setExact(true))))
                .locator("dd")
                .first();
    }

    /** Opens what a page has to open, so that there is something to judge. */
    private static void fill(Page page) {
        if (page.url().endsWith("what-if")) {
            page.getByText("Example").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Screen"))
                    .click();
            page.locator("#result-title").waitFor();
        } else if (page.url().contains("trace")) {
            page.locator(".results summary").first().click();
        } else if (page.url().contains("overview")) {
            page.locator("canvas[style*=display]").last().waitFor();
        } else {
            rows(page).first().click();
            page.locator(".detail h2").waitFor();
        }
    }

    private static String axe() throws IOException {
        try (InputStream script = ConsoleIT.class.getResourceAsStream(AXE)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What is serious or critical, with its place. */
    private List<String> findings(Page page, String place) throws IOException {
        // Rows are all alike: a few of them tell as much.
        String run = "axe.run({ exclude: [['.list li:nth-child(n+6)']] }, { resultTypes: ['violations'] })";
        JsonNode results = json.readTree((String) page.evaluate(run + ".then(JSON.stringify)"));
        assertThat(results.get("passes").findValuesAsText("id")).as(place).contains("color-contrast", "document-title");
        List<String> findings = new ArrayList<>();
        for (JsonNode violation : results.get("violations")) {
            if (violation.get("impact").asText().matches("serious|critical")) {
                for (JsonNode node : violation.get("nodes")) {
                    findings.add(place + ": " + violation.get("id").asText() + " at "
                            + node.get("html").asText() + " "
                            + node.at("/any/0/message").asText());
                }
            }
        }
        return findings;
    }

    private static String limousine(String id, String description) {
        return "{\"transferId\":\"" + id + "\",\"occurredAt\":\"2024-02-18T00:00:00Z\",\"countryOfDispatch\":\"RU\","
                + "\"countryOfDestination\":\"KP\",\"goodsItems\":[{\"itemNumber\":1,\"commodityCode\":\"870340\","
                + "\"description\":\"" + description + "\"}]}";
    }
}
