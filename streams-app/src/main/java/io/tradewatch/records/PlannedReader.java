package io.tradewatch.records;

import java.io.IOException;
import java.util.function.Supplier;
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
    /**
     * Reads values of a writer's schema by a plan, or, where that is out of the ordinary, as Avro does.
     *
     * @param wanted what is kept, as a schema of the model
     * @param avro makes Avro's reader of the same
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
    @SuppressWarnings("unchecked") // Whoever made the plan says what it reads.
    public T read(@Nullable T reuse, Decoder in) throws IOException {
        return (T) plan.take((StrictDecoder) in);
    }
}
