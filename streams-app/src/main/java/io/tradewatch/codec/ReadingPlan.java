package io.tradewatch.codec;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Identifier;
import io.tradewatch.avro.Limit;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.avro.Source;
import io.tradewatch.avro.Stop;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Transport;
import io.tradewatch.avro.WindDown;
import io.tradewatch.codec.registry.ContractModel;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.SchemaSize;
import java.time.Instant;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Plans once, for each writer's schema, how to read the wanted fields and skip the others: one step per field, in the
 * order in which the writer wrote them. Avro repeats this work for each value.
 *
 * <p>A plan supports the differences that occur between writers of transfers and of the measures topic: additional or
 * missing fields, another order, optional or required fields, additional or missing symbols. It does not support Avro's
 * other conversions (widened numbers, bytes as text) or the reading of recursive types.
 */
final class ReadingPlan {
    private static final Map<String, Supplier<SpecificRecord>> CLASSES = Map.ofEntries(
            Map.entry("Transfer", Transfer::new),
            Map.entry("Source", Source::new),
            Map.entry("Party", Party::new),
            Map.entry("Stop", Stop::new),
            Map.entry("Transport", Transport::new),
            Map.entry("GoodsItem", GoodsItem::new),
            Map.entry("Money", Money::new),
            Map.entry("Identifier", Identifier::new),
            Map.entry("Measure", Measure::new),
            Map.entry("Limit", Limit::new),
            Map.entry("WindDown", WindDown::new),
            Map.entry("ReferenceTable", ReferenceTable::new));

    private final ContractModel model;
    private final boolean isRecursive;
    /**
     * The steps that skip records, by the identity of the record's schema: two types may have the same name in a
     * renamed schema.
     */
    private final IdentityHashMap<Schema, ReadingStep> skipped = new IdentityHashMap<>();

    /** Signals that a schema has no plan. */
    private static final class NoPlanException extends RuntimeException {
        NoPlanException(Schema writer) {
            super("there is no plan for a " + writer.getType(), null, false, false);
        }
    }

    private ReadingPlan(Schema writer, ContractModel model) {
        this.model = model;
        this.isRecursive = SchemaSize.isRecursive(writer);
    }

    /**
     * Returns the plan that reads values of a writer's schema into generated classes; empty when only Avro can read
     * them.
     *
     * @param wanted the fields to keep, as a schema of the model
     */
    static Optional<ReadingStep> of(Schema writer, Schema wanted, ContractModel model) {
        try {
            return Optional.of(new ReadingPlan(writer, model).keep(writer, wanted));
        } catch (NoPlanException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the step that skips a value of a schema. The step still detects malformed data, including nesting that is
     * too deep.
     */
    static ReadingStep passingOver(Schema writer) {
        return new ReadingPlan(writer, Contracts.MODEL).skip(writer);
    }

    private ReadingStep keep(Schema writer, Schema reader) {
        if (writer.isUnion()) {
            return ReadingSteps.union(writer.getTypes().stream()
                    .map(branch -> keep(branch, reader))
                    .toList());
        }
        Schema wanted = reader.isUnion() ? branch(reader, writer) : reader;
        if (wanted.getType() != writer.getType()) {
            throw new NoPlanException(writer);
        }
        return switch (writer.getType()) {
            case RECORD -> keepRecord(writer, wanted);
            case ARRAY -> ReadingSteps.list(keep(writer.getElementType(), wanted.getElementType()));
            case ENUM -> keepEnum(writer, wanted);
            default -> keepScalar(writer, wanted.getLogicalType());
        };
    }

    private static Schema branch(Schema union, Schema writer) {
        for (Schema branch : union.getTypes()) {
            boolean isNamed = writer.getType() == Schema.Type.RECORD;
            if (branch.getType() == writer.getType()
                    && (!isNamed || branch.getFullName().equals(writer.getFullName()))) {
                return branch;
            }
        }
        throw new NoPlanException(writer);
    }

    private ReadingStep keepRecord(Schema writer, Schema wanted) {
        Supplier<SpecificRecord> constructor = CLASSES.get(wanted.getName());
        if (constructor == null || !writer.getFullName().equals(wanted.getFullName())) {
            throw new NoPlanException(writer);
        }
        ReadingSteps.RecordStep record = new ReadingSteps.RecordStep(constructor);
        for (Schema.Field written : writer.getFields()) {
            Schema.Field field = wanted.getField(written.name());
            if (field == null) {
                record.passOver(skip(written.schema()));
            } else {
                record.keep(keep(written.schema(), field.schema()), model.placeOf(wanted, field));
            }
        }
        for (Schema.Field field : wanted.getFields()) {
            if (writer.getField(field.name()) == null) {
                record.preset(model.getDefaultValue(field), model.placeOf(wanted, field));
            }
        }
        return record;
    }

    private ReadingStep keepEnum(Schema writer, Schema wanted) {
        List<Object> constants = writer.getEnumSymbols().stream()
                .map(symbol -> wanted.hasEnumSymbol(symbol) ? symbol : wanted.getEnumDefault())
                .map(symbol -> {
                    if (symbol == null) {
                        throw new NoPlanException(writer);
                    }
                    return model.createEnum(symbol, wanted);
                })
                .toList();
        return in -> constants.get(in.readEnum());
    }

    private static ReadingStep keepScalar(Schema writer, LogicalType meaning) {
        if (meaning instanceof LogicalTypes.Decimal decimal) {
            int scale = decimal.getScale();
            return in -> in.readDecimal(scale);
        }
        if (meaning instanceof LogicalTypes.Date) {
            return in -> LocalDate.ofEpochDay(in.readInt());
        }
        if (meaning instanceof LogicalTypes.TimestampMillis) {
            return in -> Instant.ofEpochMilli(in.readLong());
        }
        if (meaning != null) {
            throw new NoPlanException(writer);
        }
        return switch (writer.getType()) {
            case NULL -> ReadingSteps.NULL;
            case STRING -> StrictDecoder::readString;
            case INT -> StrictDecoder::readInt;
            case BOOLEAN -> StrictDecoder::readBoolean;
            default -> throw new NoPlanException(writer);
        };
    }

    private ReadingStep skip(Schema writer) {
        return switch (writer.getType()) {
            case RECORD -> skipRecord(writer);
            case UNION ->
                ReadingSteps.union(writer.getTypes().stream().map(this::skip).toList());
            case ARRAY -> skipItems(skip(writer.getElementType()));
            case MAP ->
                skipItems(ReadingSteps.inOrder(
                        List.of(ReadingSteps.skipScalar(Schema.Type.STRING), skip(writer.getValueType()))));
            case ENUM -> ReadingSteps.skipEnum(writer.getEnumSymbols().size());
            case FIXED -> ReadingSteps.skipFixed(writer.getFixedSize());
            default -> ReadingSteps.skipScalar(writer.getType());
        };
    }

    /** Plans the skipping of a record once, however often the schema names the record. */
    private ReadingStep skipRecord(Schema writer) {
        ReadingStep known = skipped.get(writer);
        if (known != null) {
            return known;
        }
        ReadingSteps.Reference self = new ReadingSteps.Reference();
        skipped.put(writer, self);
        ReadingStep all = ReadingSteps.inOrder(
                writer.getFields().stream().map(field -> skip(field.schema())).toList());
        ReadingStep record = isRecursive ? ReadingSteps.nested(all) : all;
        self.refersTo(record);
        skipped.put(writer, record);
        return record;
    }

    private ReadingStep skipItems(ReadingStep item) {
        ReadingStep items = ReadingSteps.skipItems(item);
        return isRecursive ? ReadingSteps.nested(items) : items;
    }
}
