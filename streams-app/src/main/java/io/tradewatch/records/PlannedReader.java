package io.tradewatch.records;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * A plan, as Avro's readers look.
 *
 * @param plan reads a value of one writer's schema
 * @param <T> what the plan makes of it
 */
record PlannedReader<T>(ReadingStep plan) implements DatumReader<T> {
    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("a plan is made for one schema");
    }

    @Override
    @SuppressWarnings("unchecked") // Whoever made the plan says what it reads.
    public T read(@Nullable T reuse, Decoder in) throws IOException {
        return (T) plan.take((StrictDecoder) in);
    }
}
