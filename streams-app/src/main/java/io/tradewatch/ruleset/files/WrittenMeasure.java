package io.tradewatch.ruleset.files;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A revision of a measure with the places of its fields, so that every problem has a place. */
public final class WrittenMeasure {
    private final Measure measure;
    private final @Nullable LocalDate adopted;
    private final YamlDocument document;
    private final String pointer;

    WrittenMeasure(Measure measure, @Nullable LocalDate adopted, YamlDocument document, String pointer) {
        this.measure = measure;
        this.adopted = adopted;
        this.document = document;
        this.pointer = pointer;
    }

    /** The revision. */
    public Measure measure() {
        return measure;
    }

    /** The place at which the revision begins. */
    public Place place() {
        return document.placeOf(pointer);
    }

    /** The key of the revision, in messages and on the topic: {@code measureId@revision}. */
    public String key() {
        return new RulesetRecord.Revision(measure).key();
    }

    /** The day on which its instrument was adopted; null when the file does not say. */
    @Nullable LocalDate adopted() {
        return adopted;
    }

    /**
     * Returns the place of a field, such as {@code effectiveTo} or {@code windDown/until}; if the field is absent, the
     * place at which the revision begins.
     */
    public Place place(String field) {
        return document.placeOf(pointer + "/" + field);
    }

    /** Returns the place of an entry of a list. */
    public Place place(String list, int index) {
        return place(list + "/" + index);
    }
}
