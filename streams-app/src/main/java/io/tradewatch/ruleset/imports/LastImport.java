package io.tradewatch.ruleset.imports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.Flow;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The days of the newest data in a folder, by direction: the EU publishes imports and exports in files of their own. */
final class LastImport {
    static final String NAME = "last-import.json";

    private static final JsonMapper JSON = BoundedJson.mapper().build();

    private final TariffFormat format;
    private final Map<Flow, LocalDate> days;

    private LastImport(TariffFormat format, Map<Flow, LocalDate> days) {
        this.format = format;
        this.days = days;
    }

    /** Before the first import. */
    static LastImport never(TariffFormat format) {
        return new LastImport(format, Map.of());
    }

    /** @throws MeasureImportException when the file cannot be read, or is of another form of data */
    static LastImport read(Path folder, TariffFormat format) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return never(format);
        }
        try {
            JsonNode root = JSON.readTree(BoundedFile.readText(file, BoundedFile.MOST_OF_DOCUMENT));
            String written = root.path("format").asText();
            if (written.isEmpty() || !root.path("asOf").isObject()) {
                throw broken(file, "it lacks 'format' or 'asOf'", null);
            }
            if (!written.equals(format.written())) {
                throw new MeasureImportException(
                        folder + " has imports of another form (" + written + ")",
                        "Name another folder with --output, one for each form.");
            }
            Map<Flow, LocalDate> days = new EnumMap<>(Flow.class);
            for (Flow flow : Flow.values()) {
                JsonNode day = root.path("asOf").path(flow.name());
                if (!day.isMissingNode()) {
                    days.put(flow, DayRange.day(day.asText()));
                }
            }
            return new LastImport(format, days);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw broken(file, "it is no JSON" + (place == null ? "" : ", in line " + place.getLineNr()), e);
        } catch (CharacterCodingException e) {
            throw broken(file, "it is no UTF-8 text", e);
        } catch (BoundedFile.TooLargeException e) {
            throw broken(file, "it " + e.getMessage(), e);
        } catch (DateTimeException e) {
            throw broken(file, "a day of it is not a day such as 2026-11-01", e);
        }
    }

    private static MeasureImportException broken(Path file, String reason, @Nullable Exception cause) {
        String message = file + " cannot be read: " + reason;
        String fix = "Restore the file from version control. If there is no older one, delete it: the next import takes"
                + " the days from the measures of the folder, and writes it again.";
        return cause == null
                ? new MeasureImportException(message, fix)
                : new MeasureImportException(message, fix, cause);
    }

    /** The newest day of these directions. */
    Optional<LocalDate> day(Collection<Flow> flows) {
        return flows.stream().map(days::get).filter(Objects::nonNull).max(LocalDate::compareTo);
    }

    /** The same, with a day of a direction that is not earlier than the given one. */
    LastImport noEarlierThan(Flow flow, LocalDate day) {
        Map<Flow, LocalDate> next = new EnumMap<>(Flow.class);
        next.putAll(days);
        next.merge(flow, day, (one, other) -> one.isAfter(other) ? one : other);
        return new LastImport(format, next);
    }

    /** The text of the file. */
    String text() {
        ObjectNode root = JSON.createObjectNode().put("format", format.written());
        ObjectNode asOf = root.putObject("asOf");
        days.forEach((flow, day) -> asOf.put(flow.name(), day.toString()));
        return root.toPrettyString() + "\n";
    }
}
