package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ListedRole;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.WindDown;
import io.tradewatch.ruleset.files.MeasureFields.Unreadable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Creates measures from a document's entries. The fields of the instrument apply to each of them. */
final class MeasureReader {
    private final YamlDocument document;
    private final MeasureFields instrument;
    private final Consumer<LintProblem> problems;

    MeasureReader(YamlDocument document, Consumer<LintProblem> problems) {
        this.document = document;
        this.instrument = new MeasureFields(document, "/instrument");
        this.problems = problems;
    }

    /** Returns the measure at a pointer; empty when a field cannot be read, which is reported. */
    Optional<WrittenMeasure> read(String pointer) {
        try {
            Measure measure = measure(pointer, new MeasureFields(document, pointer));
            return Optional.of(new WrittenMeasure(measure, instrument.dateOrNull("adopted"), document, pointer));
        } catch (Unreadable e) {
            problems.accept(e.in(document));
        } catch (IllegalArgumentException e) {
            problems.accept(LintProblem.error(
                    document.placeOf(pointer), String.valueOf(e.getMessage()), "correct the measure that begins here"));
        }
        return Optional.empty();
    }

    private Measure measure(String pointer, MeasureFields fields) {
        return new Measure(
                fields.text("id"),
                fields.integer("revision"),
                fields.has("status") ? fields.constant("status", MeasureStatus.class) : MeasureStatus.ACTIVE,
                fields.instant("recordedAt"),
                instrument.text("authority"),
                instrument.text("programme"),
                instrument.text("title"),
                fields.text("provision"),
                instrument.textOrNull("url"),
                citationStatus(fields),
                fields.textOrNull("citationNote"),
                fields.truthOrNull("contentRead"),
                fields.truthOrNull("provisionRead"),
                fields.dateOrNull("textAsOf"),
                fields.text("summary"),
                fields.constant("action", Action.class),
                fields.constant("flow", Flow.class),
                fields.list("targets", Function.identity()),
                fields.list("roles", ListedRole::parse),
                fields.list("boundBy", Function.identity()),
                edition(pointer, fields),
                fields.textOrNull("tariff"),
                fields.list("commodities", CommodityPrefix::parse),
                fields.list("exceptCommodities", CommodityPrefix::parse),
                fields.has("unitValueOver") ? money(pointer + "/unitValueOver") : null,
                fields.has("windDown") ? windDown(pointer + "/windDown") : null,
                fields.textOrNull("condition"),
                fields.date("effectiveFrom"),
                fields.dateOrNull("effectiveTo"),
                fields.list("exceptions", Function.identity()));
    }

    /** The status as written; where it is left out, the schema requires both halves, from which it follows. */
    private static CitationStatus citationStatus(MeasureFields fields) {
        return fields.has("citationStatus")
                ? fields.constant("citationStatus", CitationStatus.class)
                : CitationStatus.ofHalves(fields.truth("contentRead"), fields.truth("provisionRead"));
    }

    private HsEdition edition(String pointer, MeasureFields fields) {
        if (fields.has("hsEdition")) {
            return fields.constant("hsEdition", HsEdition.class);
        }
        if (!instrument.has("hsEdition")) {
            throw new Unreadable(
                    pointer,
                    "neither measure " + fields.text("id") + " nor its instrument has an hsEdition",
                    "add the edition of the Harmonized System that its codes are written in, such as HS2017");
        }
        return instrument.constant("hsEdition", HsEdition.class);
    }

    private Money money(String pointer) {
        MeasureFields fields = new MeasureFields(document, pointer);
        // Uses the form that the topic returns, so that 2000.00 and 2000 give the same measure.
        return new Money(DecimalRange.plain(fields.amount("amount")), fields.text("currency"));
    }

    private WindDown windDown(String pointer) {
        MeasureFields fields = new MeasureFields(document, pointer);
        return new WindDown(fields.date("contractBefore"), fields.date("until"));
    }
}
