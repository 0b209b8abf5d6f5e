package io.tradewatch.cli.transfers.guess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the columns of a table mean, as far as their names and cells tell. */
public final class MappingGuess {
    private static final String ID = "transferId";
    private static final String DAY = "occurredAt";
    private static final String ITEM_NUMBER = "goodsItems[0].itemNumber";
    private static final String CODE = "goodsItems[0].commodityCode";
    private static final String MASS = "goodsItems[0].netMassKg";
    private static final String AMOUNT = "goodsItems[0].value.amount";
    private static final String CURRENCY = "goodsItems[0].value.currency";
    /** Between parentheses behind a column's name: what its numbers are in. */
    private static final Pattern MEASURED_IN = Pattern.compile(".*[(\\[ ]([A-Z]{3})[)\\]]?");

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern KILOGRAMS = Pattern.compile("(?i).*\\b(kg|kgs|kilo.*)\\b.*");

    private final Sample sample;
    private final Known known;
    private final Map<String, Guess> fields = new TreeMap<>(Comparator.comparingInt(MappingGuess::place));

    /**
     * What a field is mapped to.
     *
     * @param column the column; null for a constant
     * @param form how the cells are written, or the constant
     */
    private record Guess(@Nullable Integer column, Form form) {}

    private static final ColumnNames NAMES = ColumnNames.read();

    private MappingGuess(Sample sample, Known known) {
        this.sample = sample;
        this.known = known;
    }

    /** Guesses from a sample. */
    public static MappingGuess of(Sample sample, Known known) {
        MappingGuess guess = new MappingGuess(sample, known);
        guess.byName();
        guess.byContent();
        guess.currencyOfAmounts();
        return guess;
    }

    private static int place(String field) {
        return NAMES.fields().indexOf(field);
    }

    private record Candidate(String field, int column, int fit, Form form) {}

    private void byName() {
        List<Candidate> candidates = new ArrayList<>();
        for (String field : NAMES.fields()) {
            for (int column = 0; column < sample.columns().size(); column++) {
                int fit = sample.hasNames() ? NAMES.fit(field, sample.columns().get(column)) : 0;
                int at = column;
                if (fit > 0) {
                    content(field, column).ifPresent(form -> candidates.add(new Candidate(field, at, fit, form)));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::fit).reversed());
        for (Candidate each : candidates) {
            if (!fields.containsKey(each.field()) && isUnused(each.column())) {
                put(each.field(), each.column(), each.form(), "");
            }
        }
    }

    /** What cells tell without a name that is known. */
    private void byContent() {
        for (String field : List.of(DAY, CODE, CURRENCY)) {
            for (int column = 0; column < sample.columns().size() && !fields.containsKey(field); column++) {
                Optional<Form> form = isUnused(column) ? content(field, column) : Optional.empty();
                if (form.isPresent()) {
                    put(field, column, form.get(), "only its cells tell what it is");
                }
            }
        }
        for (int column = 0; column < sample.columns().size() && !fields.containsKey(ID); column++) {
            List<String> values = sample.values(column);
            if (isUnused(column)
                    && values.size() == sample.rows().size()
                    && new HashSet<>(values).size() == values.size()) {
                put(
                        ID,
                        column,
                        new Form(List.of(), "a text of its own in each row", ""),
                        "only its cells tell what it is");
            }
        }
    }

    private void currencyOfAmounts() {
        Guess amount = fields.get(AMOUNT);
        if (amount == null || fields.containsKey(CURRENCY)) {
            return;
        }
        Matcher unit = MEASURED_IN.matcher(sample.columns().get(Objects.requireNonNull(amount.column())));
        if (unit.matches() && Known.isCurrency(unit.group(1))) {
            fields.put(
                    CURRENCY,
                    new Guess(
                            null,
                            new Form(List.of("constant: " + unit.group(1)), "the name of the amount's column", "")));
        }
    }

    /** Whether no field uses a column, and one can: the column has a name, and no other has the same. */
    private boolean isUnused(int column) {
        String name = sample.columns().get(column);
        return !name.isEmpty()
                && Collections.frequency(sample.columns(), name) == 1
                && fields.values().stream().noneMatch(guess -> Objects.equals(guess.column(), column));
    }

    private void put(String field, int column, Form form, String doubt) {
        boolean isOtherUnit = field.equals(MASS)
                && !KILOGRAMS.matcher(sample.columns().get(column)).matches();
        String all = Stream.of(form.doubt(), doubt, isOtherUnit ? "taken for kilograms" : "")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        fields.put(field, new Guess(column, new Form(form.options(), form.reason(), all)));
    }

    /** The form of a column's cells if they can stand in a field; empty if they cannot. An empty column can. */
    private Optional<Form> content(String field, int column) {
        List<String> values = sample.values(column);
        List<String> said = Form.said(values);
        if (said.isEmpty()) {
            return field.equals(DAY) || field.equals(ID)
                    ? Optional.empty()
                    : Optional.of(new Form(List.of(), "its name; the sample has nothing in it", ""));
        }
        return switch (field) {
            case DAY, "contractDate" -> DateForm.of(values);
            case AMOUNT, MASS, "goodsItems[0].quantity" -> NumberForm.of(values);
            case ITEM_NUMBER, "revision" ->
                counted(
                        said,
                        "whole numbers",
                        said.stream()
                                .filter(text -> WHOLE.matcher(text).matches())
                                .count());
            case CODE ->
                counted(
                        said,
                        "codes of the Harmonized System",
                        said.stream().filter(known::isCommodity).count());
            case CURRENCY ->
                counted(
                        said,
                        "currencies",
                        said.stream().filter(Known::isCurrency).count());
            default ->
                isCountry(field)
                        ? countries(said)
                        : Optional.of(new Form(List.of(), "texts like " + shortened(said.get(0)), ""));
        };
    }

    private static boolean isCountry(String field) {
        return field.startsWith("countryOf")
                || field.endsWith(".country")
                || field.endsWith(".countryOfOrigin")
                || field.equals("transport.flag");
    }

    /** Half of the cells must be countries: of the others, screening tells those that it cannot read. */
    private Optional<Form> countries(List<String> said) {
        long countries = said.stream().filter(known::isCountry).count();
        long unread = said.size() - countries;
        return 2 * countries >= said.size()
                ? Optional.of(new Form(
                        List.of(),
                        countries + " of " + said.size() + " cells are countries",
                        unread == 0
                                ? ""
                                : "no country: "
                                        + Yaml.list(said.stream()
                                                .filter(text -> !known.isCountry(text))
                                                .distinct()
                                                .limit(3)
                                                .toList())))
                : Optional.empty();
    }

    private static Optional<Form> counted(List<String> said, String what, long fitting) {
        return Form.isMost(fitting, said.size())
                ? Optional.of(new Form(List.of(), fitting + " of " + said.size() + " cells are " + what, ""))
                : Optional.empty();
    }

    /** The column whose equal cells make rows one declaration; empty if each row is one, or items are numbered. */
    private Optional<String> groupBy() {
        Integer id = column(ID);
        return id == null || fields.containsKey(ITEM_NUMBER) || !isRepeated(id) || isOnSeveralDays(id)
                ? Optional.empty()
                : Optional.of(sample.columns().get(id));
    }

    private @Nullable Integer column(String field) {
        Guess guess = fields.get(field);
        return guess == null ? null : guess.column();
    }

    private boolean isRepeated(int column) {
        List<String> values = sample.values(column);
        return new HashSet<>(values).size() < values.size();
    }

    /** Whether rows with one id have several days, so that they are not one movement. */
    private boolean isOnSeveralDays(int id) {
        Integer day = column(DAY);
        Map<String, String> days = new HashMap<>();
        for (List<String> row : sample.rows()) {
            if (day != null && !row.get(day).isEmpty()) {
                String before = days.putIfAbsent(row.get(id), row.get(day));
                if (before != null && !before.equals(row.get(day))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Number of fields that are mapped. */
    public int mapped() {
        return fields.size();
    }

    /** What a person has to decide, a sentence each. */
    public List<String> doubts() {
        List<String> all = missing();
        fields.forEach((field, guess) -> {
            if (!guess.form().doubt().isEmpty()) {
                all.add(field + ": " + guess.form().doubt());
            }
        });
        return all;
    }

    /** What a transfer needs, and no column has. */
    private List<String> missing() {
        List<String> all = new ArrayList<>();
        if (!fields.containsKey(ID)) {
            all.add("no column names the declaration: map " + ID
                    + " to a column, or to { columns: [a, b], join: \"-\" }");
        }
        Integer id = column(ID);
        if (id != null && isRepeated(id) && isOnSeveralDays(id)) {
            all.add("no declaration has several days, and rows with one "
                    + sample.columns().get(id)
                    + " do: give each row an id of its own, such as { columns: [a, b], join: \"-\" }");
        }
        if (!fields.containsKey(DAY)) {
            all.add("no column holds the day of the movement: map " + DAY);
        }
        if (!fields.containsKey("countryOfDestination") && !fields.containsKey("consignee.country")) {
            all.add("no column holds the country of destination: map countryOfDestination, or to { constant: KR }");
        }
        if (!fields.containsKey("countryOfDispatch")
                && !fields.containsKey("consignor.country")
                && !fields.containsKey("goodsItems[0].countryOfOrigin")) {
            all.add("no column holds a country that the goods come from: map countryOfDispatch");
        }
        if (!fields.containsKey(CODE)) {
            all.add("no column holds commodity codes: most measures are about them; map " + CODE);
        }
        if (fields.containsKey(AMOUNT) && !fields.containsKey(CURRENCY)) {
            all.add("no column holds the currency of the amounts, and an amount without one decides nothing: map "
                    + CURRENCY + " to a column, or to { constant: EUR }");
        }
        return all;
    }

    /** The columns that no field uses, with what stands in them. */
    public Map<String, String> unused() {
        Map<String, String> unused = new LinkedHashMap<>();
        for (int column = 0; column < sample.columns().size(); column++) {
            if (isUnused(column)) {
                List<String> values = sample.values(column);
                List<String> said = Form.said(values);
                boolean isCountries = said.stream().noneMatch(Known::isNumeric)
                        && Form.isMost(said.stream().filter(known::isCountry).count(), said.size());
                unused.put(
                        sample.columns().get(column),
                        values.isEmpty()
                                ? "empty"
                                : (isCountries ? "countries, such as " : "such as ") + shortened(values.get(0)));
            }
        }
        return unused;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }

    /** The part of a mapping that says which column goes into which field, with the reasons. */
    public String yaml() {
        StringBuilder yaml = new StringBuilder();
        groupBy()
                .ifPresent(column -> yaml.append("# Several rows have the same ")
                        .append(column)
                        .append(": they are the goods items of one declaration.\ngroupBy: ")
                        .append(Yaml.text(column))
                        .append('\n'));
        if (!sample.hasNames()) {
            yaml.append("# The first row has numbers or dates: there are no names, and columns are called 1, 2, 3, …\n")
                    .append("header: none\n");
        }
        missing().forEach(what -> yaml.append("# CHECK: ").append(what).append('\n'));
        yaml.append("fields:\n");
        fields.forEach((field, guess) -> append(yaml, field, guess));
        Map<String, String> unused = unused();
        if (!unused.isEmpty()) {
            yaml.append("# Columns that no field uses:\n");
            unused.forEach((column, content) -> yaml.append("#   ")
                    .append(Yaml.text(column))
                    .append(": ")
                    .append(content)
                    .append('\n'));
        }
        return yaml.toString();
    }

    private void append(StringBuilder yaml, String field, Guess guess) {
        Form form = guess.form();
        yaml.append("  # ").append(form.reason()).append('\n');
        if (!form.doubt().isEmpty()) {
            yaml.append("  # CHECK: ").append(form.doubt()).append('\n');
        }
        String column = guess.column() == null ? "" : Yaml.text(sample.columns().get(guess.column()));
        yaml.append("  ").append(field).append(": ");
        if (form.options().isEmpty()) {
            yaml.append(column);
        } else {
            List<String> options = new ArrayList<>(form.options());
            if (!column.isEmpty()) {
                options.add(0, "column: " + column);
            }
            yaml.append("{ ").append(String.join(", ", options)).append(" }");
        }
        yaml.append('\n');
    }
}
