package io.tradewatch.records;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one value of a writer's schema, whole, and returns what is kept of it. */
@FunctionalInterface
interface ReadingStep {
    /**
     * Reads the value.
     *
     * @return null where nothing is kept, and where the value is null
     * @throws IOException when the bytes do not follow the schema; so may runtime exceptions say
     */
    @Nullable Object take(StrictDecoder in) throws IOException;
}
