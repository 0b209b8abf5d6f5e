package io.tradewatch.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The one place that makes parsers of JSON, so that each has the same bounds: what is beyond them is refused as malformed,
 * with the bound in the message. They are wider than anything that topics take or commands write.
 */
public final class BoundedJson {
    /** Objects and arrays within one another at most. */
    public static final int MOST_DEPTH = 50;
    /** Characters of a text at most: no topic takes a record so large. */
    public static final int MOST_TEXT = 16 << 20;
    /** Characters of a number at most; what is shorter and has too large a value is its reader's matter. */
    public static final int MOST_NUMBER = 1_000;
    /** Characters of a field's name at most. */
    public static final int MOST_NAME = 10_000;

    /** The bounds, for parsers of other formats of the same library. */
    public static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MOST_DEPTH)
            .maxStringLength(MOST_TEXT)
            .maxNumberLength(MOST_NUMBER)
            .maxNameLength(MOST_NAME)
            .build();

    private BoundedJson() {}

    /** Makes parsers and generators. */
    public static JsonFactory factory() {
        return JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
    }

    /** Begins a mapper. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(factory());
    }
}
