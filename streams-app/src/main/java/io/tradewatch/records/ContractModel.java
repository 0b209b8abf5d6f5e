package io.tradewatch.records;

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
 * How Avro makes objects of the contracts' types: generated classes, Java's types for dates, times and decimals, and
 * plain lists. Avro's own lists cannot be compared where something inside has a time: they throw.
 */
class ContractModel extends SpecificData {
    ContractModel() {
        super(Transfer.class.getClassLoader());
        addLogicalTypeConversion(new BoundedDecimals());
        addLogicalTypeConversion(new TimeConversions.DateConversion());
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** Reads decimals of a bounded number of bytes only. */
    private static final class BoundedDecimals extends Conversions.DecimalConversion {
        @Override
        public BigDecimal fromBytes(ByteBuffer value, Schema schema, LogicalType type) {
            LongDecimalException.requireShort(value.remaining());
            return super.fromBytes(value, schema, type);
        }
    }

    /** The place that a field of a record of this model's schemas has in the generated class. */
    int placeOf(Schema record, Schema.Field field) {
        return field.pos();
    }

    @Override
    public List<?> newArray(@Nullable Object old, int size, Schema schema) {
        return new ArrayList<>(size);
    }
}
