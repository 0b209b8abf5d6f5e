package io.tradewatch.codec.registry;

import io.tradewatch.avro.Transfer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Avro's model for the contracts: it creates generated classes, Java's types for dates, times and decimals, and plain
 * lists. Avro's own lists throw when lists with times in them are compared.
 */
public class ContractModel extends SpecificData {
    /** Creates the model. */
    @SuppressWarnings("this-escape") // Avro takes conversions by this method only; no subclass overrides it.
    public ContractModel() {
        super(Transfer.class.getClassLoader());
        addLogicalTypeConversion(new BoundedDecimals());
        addLogicalTypeConversion(new TimeConversions.DateConversion());
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** Reads decimals, and rejects those with too many bytes. */
    private static final class BoundedDecimals extends Conversions.DecimalConversion {
        @Override
        public BigDecimal fromBytes(ByteBuffer value, Schema schema, LogicalType type) {
            LongDecimalException.requireShort(value.remaining());
            return super.fromBytes(value, schema, type);
        }
    }

    /** Returns the position in the generated class of a field of this model's schemas. */
    public int placeOf(Schema record, Schema.Field field) {
        return field.pos();
    }

    @Override
    public List<?> newArray(@Nullable Object old, int size, Schema schema) {
        return new ArrayList<>(size);
    }
}
