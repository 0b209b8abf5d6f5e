package io.tradewatch.codec;

import io.tradewatch.codec.registry.ContractModel;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Adapts a plan to Avro's interface for readers.
 *
 * @param plan reads a value of one writer's schema
 * @param <T> the type of the objects that the plan returns
 */
record PlannedReader<T>(ReadingStep plan) implements DatumReader<T> {
    /**
     * Returns a reader that uses a plan for a writer's schema, or Avro's reader if the schema has no plan.
     *
     * @param wanted the fields to keep, as a schema of the model
     * @param avro creates Avro's reader for the same schemas
     */
    static <T> DatumReader<T> orElse(Schema writer, Schema wanted, ContractModel model, Supplier<DatumReader<T>> avro) {
        return ReadingPlan.of(writer, wanted, model)
                .<DatumReader<T>>map(PlannedReader::new)
                .orElseGet(avro);
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("a plan is made for one schema");
    }

    @Override
    @SuppressWarnings("unchecked") // The caller that made the plan determines the type that it returns.
    public T read(@Nullable T reuse, Decoder in) throws IOException {
        return (T) plan.take((StrictDecoder) in);
    }
}
