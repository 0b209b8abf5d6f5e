package io.tradewatch.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The steps of a reading plan. The steps are loops over arrays, because they run for each value. */
final class ReadingSteps {
    /** The highest initial capacity of a list, regardless of the item count in the data. */
    private static final int FEW = 4;

    private static final int NEVER_NULL = -1;

    /** Reads a null, which has no bytes. */
    static final ReadingStep NULL = in -> null;

    private ReadingSteps() {}

    /** Reads one of several branches, by the index before the value; an index out of range is malformed. */
    static ReadingStep union(List<ReadingStep> branches) {
        if (branches.size() == 2 && branches.contains(NULL)) {
            int nullIndex = branches.indexOf(NULL);
            return new OrNull(branches.get(1 - nullIndex), nullIndex);
        }
        ReadingStep[] byIndex = branches.toArray(ReadingStep[]::new);
        return in -> byIndex[in.readIndex()].take(in);
    }

    /** Reads an array into a list. */
    static ReadingStep list(ReadingStep item) {
        return in -> {
            long count = in.readArrayStart();
            if (count == 0) {
                return List.of();
            }
            List<@Nullable Object> items = new ArrayList<>((int) Math.min(count, FEW));
            for (; count > 0; count = in.arrayNext()) {
                for (long i = 0; i < count; i++) {
                    items.add(item.take(in));
                }
            }
            return items;
        };
    }

    /** Skips the blocks of an array or a map. */
    static ReadingStep skipItems(ReadingStep item) {
        return in -> {
            for (long count = in.skipArray(); count > 0; count = in.skipArray()) {
                for (long i = 0; i < count; i++) {
                    item.take(in);
                }
            }
            return null;
        };
    }

    /** Skips a symbol; its index must be below {@code symbols}. */
    static ReadingStep skipEnum(int symbols) {
        return in -> {
            Objects.checkIndex(in.readEnum(), symbols);
            return null;
        };
    }

    static ReadingStep skipFixed(int length) {
        return in -> {
            in.skipFixed(length);
            return null;
        };
    }

    static ReadingStep skipScalar(Schema.Type type) {
        return switch (type) {
            case NULL -> NULL;
            case BOOLEAN -> skipping(in -> in.readBoolean());
            case INT -> skipping(in -> in.readInt());
            case LONG -> skipping(in -> in.readLong());
            case FLOAT -> skipFixed(Float.BYTES);
            case DOUBLE -> skipFixed(Double.BYTES);
            case STRING ->
                in -> {
                    in.skipString();
                    return null;
                };
            case BYTES ->
                in -> {
                    in.skipBytes();
                    return null;
                };
            default -> throw new IllegalArgumentException(type + " is no scalar");
        };
    }

    private static ReadingStep skipping(ReadingStep reading) {
        return in -> {
            reading.take(in);
            return null;
        };
    }

    /** Takes the steps in order, and keeps nothing. */
    static ReadingStep inOrder(List<ReadingStep> steps) {
        ReadingStep[] all = steps.stream()
                .map(step -> step instanceof OrNull either ? either.step() : step)
                .toArray(ReadingStep[]::new);
        int[] nullIndices = steps.stream()
                .mapToInt(step -> step instanceof OrNull either ? either.nullIndex() : NEVER_NULL)
                .toArray();
        return in -> {
            for (int i = 0; i < all.length; i++) {
                if (nullIndices[i] == NEVER_NULL || OrNull.isThere(in, nullIndices[i])) {
                    all[i].take(in);
                }
            }
            return null;
        };
    }

    /**
     * Reads a value or null, the type of most fields. It saves the call of a separate step for null.
     *
     * @param step reads the value
     * @param nullIndex the index of null, 0 or 1
     */
    private record OrNull(ReadingStep step, int nullIndex) implements ReadingStep {
        @Override
        public @Nullable Object take(StrictDecoder in) throws IOException {
            return isThere(in, nullIndex) ? step.take(in) : null;
        }

        static boolean isThere(StrictDecoder in, int nullIndex) throws IOException {
            return Objects.checkIndex(in.readIndex(), 2) != nullIndex;
        }
    }

    /** Refers to a record that contains itself; the record's step is set once all its fields are planned. */
    static final class Reference implements ReadingStep {
        private ReadingStep record = NULL;

        void refersTo(ReadingStep step) {
            record = step;
        }

        @Override
        public @Nullable Object take(StrictDecoder in) throws IOException {
            return record.take(in);
        }
    }

    /** Reads a container of a recursive schema; the decoder limits the depth of the nesting. */
    static ReadingStep nested(ReadingStep container) {
        return in -> {
            in.descend();
            Object read = container.take(in);
            in.ascend();
            return read;
        };
    }

    /** Creates an object of a generated class, and sets the fields that are kept. */
    static final class RecordStep implements ReadingStep {
        private static final int NOWHERE = -1;

        private final Supplier<SpecificRecord> constructor;
        private ReadingStep[] steps = {};
        private int[] places = {};
        private Object[] presets = {};
        private int[] presetPlaces = {};

        RecordStep(Supplier<SpecificRecord> constructor) {
            this.constructor = constructor;
        }

        /** Adds a step that reads the next field and sets it at a position of the class. */
        void keep(ReadingStep step, int place) {
            steps = Arrays.copyOf(steps, steps.length + 1);
            steps[steps.length - 1] = step;
            places = Arrays.copyOf(places, steps.length);
            places[steps.length - 1] = place;
        }

        /** Adds a step that reads the next field and does not keep it. */
        void passOver(ReadingStep step) {
            keep(step, NOWHERE);
        }

        /** Sets the value of a field that the writer's schema does not have. */
        void preset(@Nullable Object value, int place) {
            if (value != null) {
                presets = Arrays.copyOf(presets, presets.length + 1);
                presets[presets.length - 1] = value;
                presetPlaces = Arrays.copyOf(presetPlaces, presets.length);
                presetPlaces[presets.length - 1] = place;
            }
        }

        @Override
        public Object take(StrictDecoder in) throws IOException {
            SpecificRecord record = constructor.get();
            for (int i = 0; i < presets.length; i++) {
                record.put(presetPlaces[i], presets[i]);
            }
            for (int i = 0; i < steps.length; i++) {
                Object value = steps[i].take(in);
                if (places[i] != NOWHERE) {
                    record.put(places[i], value);
                }
            }
            return record;
        }
    }
}
