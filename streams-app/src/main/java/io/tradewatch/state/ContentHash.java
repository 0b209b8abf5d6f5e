package io.tradewatch.state;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Computes a hash by which records are compared: equal hashes mean equal content. The hash covers a canonical form. A
 * compatible change of the contract does not alter this form, so later releases can compare their hashes with stored
 * ones.
 *
 * <p>The canonical form of a record is the number of its fields that do not have the contract's default, then the id of
 * the name (four bytes of its SHA-256) and the value of each, in the order of names. Thus a field that was added, or
 * that a writer omitted, does not change the form while it has its default. The order of fields does not change it
 * either. Enum symbols are written as text, times and dates as integers, decimals without trailing zeros. Each value
 * begins with a type mark and, if its length varies, its length: different contents never have the same form.
 *
 * <p>Threading notes: used by one thread. An instance caches a plan per schema, and its buffer.
 */
public final class ContentHash {
    /** The length of a hash. */
    public static final int BYTES = 16;

    private static final byte NULL = 'n';
    private static final byte FALSE = 'f';
    private static final byte TRUE = 't';
    private static final byte NUMBER = 'i';
    private static final byte FRACTION = 'd';
    private static final byte DECIMAL = 'm';
    private static final byte TEXT = 's';
    private static final byte OCTETS = 'b';
    private static final byte LIST = 'a';
    private static final byte MAP = 'p';
    private static final byte RECORD = 'r';

    private final MessageDigest digest;
    private final IdentityHashMap<Schema, Field[]> plans = new IdentityHashMap<>();
    private final CanonicalForm form = new CanonicalForm();

    /** A field of a record, with the id of its name, and its default in canonical form. */
    private static final class Field {
        private final int position;
        private final String name;
        private final int nameId;
        private final Schema schema;
        private final byte @Nullable [] defaultForm;
        private final boolean isNullByDefault;

        Field(Schema.Field field, int nameId, byte @Nullable [] defaultForm) {
            this.position = field.pos();
            this.name = field.name();
            this.nameId = nameId;
            this.schema = field.schema();
            this.defaultForm = defaultForm;
            this.isNullByDefault = defaultForm != null && defaultForm.length == 1 && defaultForm[0] == NULL;
        }
    }

    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The hash of all fields of a transfer. */
    public byte[] of(Transfer transfer) {
        return hash(transfer, Set.of());
    }

    /** The hash of a violation without its life cycle, the version of the law and the wording of its explanation. */
    public byte[] of(Violation violation) {
        return hash(violation, ViolationContent.leftOut(violation));
    }

    /** The hash of all fields of a record, independent of its class. */
    public byte[] of(IndexedRecord record) {
        return hash(record, Set.of());
    }

    private byte[] hash(IndexedRecord record, Set<String> leftOut) {
        form.cutTo(0);
        write(record, leftOut);
        form.digestInto(digest);
        return Arrays.copyOf(digest.digest(), BYTES);
    }

    private void write(IndexedRecord record, Set<String> leftOut) {
        form.put(RECORD);
        int countAt = form.size();
        form.put(0);
        int count = 0;
        for (Field field : plan(record.getSchema())) {
            Object value = record.get(field.position);
            if ((value == null && field.isNullByDefault) || leftOut.contains(field.name)) {
                continue;
            }
            int fieldAt = form.size();
            form.put(field.nameId);
            int valueAt = form.size();
            write(value, field.schema);
            if (field.defaultForm != null && form.endsWith(valueAt, field.defaultForm)) {
                form.cutTo(fieldAt);
            } else {
                count++;
            }
        }
        form.put(countAt, count);
    }

    private Field[] plan(Schema schema) {
        Field[] known = plans.get(schema);
        if (known != null) {
            return known;
        }
        List<Field> fields = new ArrayList<>();
        Set<Integer> nameIds = new HashSet<>();
        for (Schema.Field field : schema.getFields()) {
            byte[] defaultForm = null;
            if (field.hasDefaultValue()) {
                ContentHash separate = new ContentHash();
                separate.write(GenericData.get().getDefaultValue(field), field.schema());
                defaultForm = separate.form.copy();
            }
            int nameId = nameId(field.name());
            if (!nameIds.add(nameId)) {
                throw new IllegalStateException("the field " + field.name() + " of " + schema.getFullName()
                        + " has the same id as another one; give it another name");
            }
            fields.add(new Field(field, nameId, defaultForm));
        }
        fields.sort(Comparator.comparing(field -> field.name));
        Field[] plan = fields.toArray(Field[]::new);
        plans.put(schema, plan);
        return plan;
    }

    /** A short form of a name: full names would be most of the bytes to hash. */
    private int nameId(String name) {
        return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)))
                .getInt();
    }

    /**
     * Tests for classes before interfaces: a failing test for an interface is slow, and this method runs for each
     * value.
     */
    private void write(@Nullable Object value, Schema schema) {
        if (value == null) {
            form.put(NULL);
        } else if (value instanceof String || value instanceof Enum<?>) {
            write(value.toString());
        } else if (value instanceof SpecificRecordBase record) {
            write(record, Set.of());
        } else if (!isScalarWritten(value, schema)) {
            writeByInterface(value, schema);
        }
    }

    private void writeByInterface(Object value, Schema schema) {
        if (value instanceof Collection<?> list) {
            write(list, branch(schema, Schema.Type.ARRAY).getElementType());
        } else if (value instanceof Map<?, ?> map) {
            write(map, branch(schema, Schema.Type.MAP).getValueType());
        } else if (value instanceof CharSequence || value instanceof GenericEnumSymbol<?>) {
            write(value.toString());
        } else if (value instanceof IndexedRecord record) {
            write(record, Set.of());
        } else {
            throw new IllegalArgumentException("a contract has a value of " + value.getClass() + " (" + schema
                    + "), expected one of the types that Avro has");
        }
    }

    private void write(String text) {
        form.put(TEXT);
        form.putText(text);
    }

    private void write(Collection<?> list, Schema element) {
        form.put(LIST);
        form.putLength(list.size());
        for (Object each : list) {
            write(each, element);
        }
    }

    private void write(Map<?, ?> map, Schema values) {
        form.put(MAP);
        form.putLength(map.size());
        map.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> {
                    form.putText(entry.getKey().toString());
                    write(entry.getValue(), values);
                });
    }

    private boolean isScalarWritten(Object value, Schema schema) {
        if (value instanceof Boolean truth) {
            form.put(truth ? TRUE : FALSE);
        } else if (value instanceof Integer || value instanceof Long) {
            write(((Number) value).longValue());
        } else if (value instanceof Instant instant) {
            write(instant.toEpochMilli());
        } else if (value instanceof LocalDate date) {
            write(date.toEpochDay());
        } else if (value instanceof BigDecimal decimal) {
            write(decimal);
        } else if (value instanceof ByteBuffer octets) {
            write(octets, branch(schema, Schema.Type.BYTES));
        } else if (value instanceof Float || value instanceof Double) {
            form.put(FRACTION);
            form.put(Double.doubleToLongBits(((Number) value).doubleValue()));
        } else {
            return false;
        }
        return true;
    }

    private void write(long number) {
        form.put(NUMBER);
        form.put(number);
    }

    private void write(BigDecimal decimal) {
        BigDecimal canonical = decimal.stripTrailingZeros();
        byte[] digits = canonical.unscaledValue().toByteArray();
        form.put(DECIMAL);
        form.put(canonical.scale());
        form.putLength(digits.length);
        form.put(digits);
    }

    private void write(ByteBuffer octets, Schema schema) {
        byte[] content = new byte[octets.remaining()];
        octets.duplicate().get(content);
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            write(new BigDecimal(new BigInteger(content), decimal.getScale()));
        } else {
            form.put(OCTETS);
            form.putLength(content.length);
            form.put(content);
        }
    }

    /** The part of a field's schema that describes a value: the schema itself, or the union branch of that type. */
    private static Schema branch(Schema schema, Schema.Type type) {
        if (schema.getType() == Schema.Type.UNION) {
            for (Schema branch : schema.getTypes()) {
                if (branch.getType() == type) {
                    return branch;
                }
            }
        }
        return schema;
    }
}
