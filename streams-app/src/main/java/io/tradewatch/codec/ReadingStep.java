package io.tradewatch.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one complete value of a writer's schema, and returns the part to keep. */
@FunctionalInterface
interface ReadingStep {
    /**
     * Reads the value.
     *
     * @return null when nothing is kept, or when the value is null
     * @throws IOException when the bytes do not follow the schema; runtime exceptions are possible too
     */
    @Nullable Object take(StrictDecoder in) throws IOException;
}
