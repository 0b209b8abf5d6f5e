package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new measure file has every field of the schema, and lint asks for nothing but what is empty. */
final class MeasureTemplateTest {
    private static final Path REFERENCE = Path.of("../config/reference");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Pattern KEY = Pattern.compile("(?m)^ *(?:- )?(?:# )?([A-Za-z]+):(?: .*)?$");

    private static final Map<String, String> ANSWERS = Map.of(
            "authority", "INVENTED",
            "programme", "INVENTED-KP",
            "title", "Invented act 1",
            "id", "INVENTED-KP-1",
            "provision", "para. 1",
            "summary", "Invented ban",
            "action", "PROHIBIT",
            "flow", "EXPORT",
            "effectiveFrom", "2024-01-01");

    private final Path file;

    MeasureTemplateTest(@TempDir Path folder) {
        this.file = folder.resolve("new.yaml");
    }

    @Test
    void shouldHaveEveryFieldOfTheSchemaWithItsDescription() {
        JsonNode schema = MeasureSchema.document();
        String text = blank().text();
        String words = text.replaceAll("\\n *# ", " ");

        for (String object : List.of("/properties/instrument", "/$defs/measure")) {
            JsonNode properties = schema.at(object).path("properties");
            properties
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(keys(text)).contains(name));
            properties.forEach(property ->
                    assertThat(words).contains(property.path("description").asText()));
            schema.at(object)
                    .path("required")
                    .forEach(name -> assertThat(text).containsPattern("(?m)^ *(- )?" + name.asText() + ":"));
        }
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void shouldBeAskedForNothingButWhatIsEmpty() throws IOException {
        MeasureCatalogue catalogue = lint(blank().text());

        assertThat(catalogue.warnings()).isEmpty();
        Set<String> asked = new TreeSet<>();
        for (LintProblem problem : catalogue.errors()) {
            String line = Files.readAllLines(file).get(problem.place().line() - 1);
            assertThat(line).matches(" *(- )?[a-zA-Z]+:( \\[])?");
            asked.addAll(keys(line));
        }
        Set<String> expected = new TreeSet<>(ANSWERS.keySet());
        expected.addAll(List.of("targets", "commodities"));
        assertThat(asked).isEqualTo(expected);
        assertThat(catalogue.errors()).extracting(LintProblem::message).contains("provision is empty");
    }

    @Test
    void shouldBeAcceptedWhenItIsFilledIn() throws IOException {
        MeasureTemplate template =
                new MeasureTemplate(null, null, List.of("KP"), goods("87").prefixes(), HsEdition.HS2022, DAY);

        MeasureCatalogue catalogue = lint(filledIn(template.text()));

        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.revisions()).singleElement().satisfies(measure -> {
            assertThat(measure.targets()).containsExactly("KP");
            assertThat(measure.contentRead()).isFalse();
        });
    }

    @Test
    void shouldHaveExamplesThatAreLegal() throws IOException {
        MeasureTemplate template = new MeasureTemplate(
                "INVENTED-KP-1",
                "Invented \"act\" 1",
                List.of("KP"),
                goods("ex 87").prefixes(),
                HsEdition.HS2022,
                DAY);
        String text = filledIn(template.text()).replaceAll("(?m)^( *)# ([a-zA-Z]+: .*)$", "$1$2");

        MeasureCatalogue catalogue = lint(text);

        assertThat(catalogue.errors()).isEmpty();
        assertThat(catalogue.revisions()).singleElement().satisfies(measure -> {
            assertThat(measure.instrument()).isEqualTo("Invented \"act\" 1");
            assertThat(measure.windDown()).isNotNull();
        });
    }

    @Test
    void shouldAskForTheTariffOfNationalDigits() throws IOException {
        MeasureTemplate template = new MeasureTemplate(
                null, null, List.of("KP"), goods("8703.24.10").prefixes(), HsEdition.HS2022, DAY);

        assertThat(lint(filledIn(template.text())).errors())
                .extracting(LintProblem::message)
                .containsExactly("tariff is empty");
    }

    @Test
    void shouldStateTheNewestEditionThatHasAllCodes() {
        // 8543.70 is in all editions, 8548.90 left with HS2022.
        assertThat(goods("8543.70", "ex 87").edition()).isEqualTo(HsEdition.HS2022);
        assertThat(goods("8543.70", "8548.90").edition()).isEqualTo(HsEdition.HS2017);
        assertThat(goods("8703.24", "870324").prefixes()).hasSize(1);
        assertThatThrownBy(() -> goods("8703.99")).hasMessageContaining("'870399' is in no edition");
        assertThatThrownBy(() -> goods("98")).hasMessageContaining("'98' is in no edition");
        assertThatThrownBy(() -> goods("870")).hasMessageContaining("'870'");
    }

    private static MeasureTemplate blank() {
        return new MeasureTemplate(null, null, List.of(), List.of(), HsEdition.HS2022, DAY);
    }

    private static TemplateGoods goods(String... written) {
        return TemplateGoods.of(
                List.of(written),
                new EditionCodes(
                        ReferenceTable.named(ReferenceFiles.read(REFERENCE).tables(), ReferenceTable.HS_CODES)
                                .orElseThrow()));
    }

    private static List<String> keys(String text) {
        return KEY.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String filledIn(String text) {
        String filled = text;
        for (Map.Entry<String, String> answer : ANSWERS.entrySet()) {
            filled = filled.replaceAll("(?m)^( *(?:- )?" + answer.getKey() + ":)$", "$1 " + answer.getValue());
        }
        return filled;
    }

    private MeasureCatalogue lint(String text) throws IOException {
        Files.writeString(file, text);
        return Lint.check(file, REFERENCE);
    }
}
