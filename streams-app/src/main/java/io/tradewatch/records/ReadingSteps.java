package io.tradewatch.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The steps that plans of reading are made of. Plain loops over arrays: they run for each value. */
final class ReadingSteps {
    /** How many items a list is made for at first, whatever the writer announces. */
    private static final int FEW = 4;

    private static final int NEVER_NULL = -1;

    /** Of a null, which takes no bytes. */
    static final ReadingStep NULL = in -> null;

    private ReadingSteps() {}

    /** One of several, by the index that stands before it; an index beyond them is malformed. */
    static ReadingStep union(List<ReadingStep> branches) {
        if (branches.size() == 2 && branches.contains(NULL)) {
            int nullIndex = branches.indexOf(NULL);
            return new OrNull(branches.get(1 - nullIndex), nullIndex);
        }
        ReadingStep[] byIndex = branches.toArray(ReadingStep[]::new);
        return in -> byIndex[in.readIndex()].take(in);
    }

    /** A list of what is kept of the items. */
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

    /** Passes over blocks of items, of arrays and maps alike. */
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

    /** Passes over a symbol that must be one of so many. */
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

    /** One after another, and nothing kept. */
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
     * A value or null, as most fields are: a step of its own for null would be called for nothing.
     *
     * @param step reads the value
     * @param nullIndex the index, of two, that stands for null
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

    /** A record within itself, which is planned only when all that stands in it is. */
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

    /** Something that contains others, of a schema that lets them be nested without an end: the decoder counts. */
    static ReadingStep nested(ReadingStep container) {
        return in -> {
            in.descend();
            Object read = container.take(in);
            in.ascend();
            return read;
        };
    }

    /** Makes an object of a generated class, and fills the fields that are kept. */
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

        /** The next field is read and kept in a place of the class. */
        void keep(ReadingStep step, int place) {
            steps = Arrays.copyOf(steps, steps.length + 1);
            steps[steps.length - 1] = step;
            places = Arrays.copyOf(places, steps.length);
            places[steps.length - 1] = place;
        }

        /** The next field is read and not kept. */
        void passOver(ReadingStep step) {
            keep(step, NOWHERE);
        }

        /** A field that was not written. */
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
