package io.tradewatch.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.replay.Difference.Kind;
import io.tradewatch.state.ViolationContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two results, violation by violation, in the order of output. Fields outside
 * {@link ViolationContent} are not compared: they record how a violation was found, or repeat its content in other words.
 */
public final class Differences implements Iterator<Difference> {
    private static final Set<String> LIFE_CYCLE = Set.of("sequence", "status", "statusReason", "lawVersion");
    private static final List<String> WORDING_ALONE = List.of(ViolationContent.EXPLANATION);
    private static final JsonMapper JSON = BoundedJson.mapper().build();
    private static final Comparator<Violation> BY_IDENTITY = Comparator.comparing(
                    Violation::getTransferId, ViolationFile::compareAsUtf8)
            .thenComparingInt(Violation::getItemNumber)
            .thenComparing(Violation::getMeasureId, ViolationFile::compareAsUtf8);

    private final Iterator<Violation> before;
    private final Iterator<Violation> after;
    private @Nullable Violation nextBefore;
    private @Nullable Violation nextAfter;
    private @Nullable Difference next;

    /**
     * Compares two results.
     *
     * @param before the earlier open violations, in the order of output
     * @param after the later open violations, in the order of output
     */
    public Differences(Iterator<Violation> before, Iterator<Violation> after) {
        this.before = before;
        this.after = after;
        this.nextBefore = advance(before);
        this.nextAfter = advance(after);
        this.next = find();
    }

    private static @Nullable Violation advance(Iterator<Violation> violations) {
        return violations.hasNext() ? violations.next() : null;
    }

    private @Nullable Difference find() {
        while (nextBefore != null || nextAfter != null) {
            Violation was = nextBefore;
            Violation is = nextAfter;
            int order = was == null ? 1 : is == null ? -1 : BY_IDENTITY.compare(was, is);
            if (order <= 0) {
                nextBefore = advance(before);
            }
            if (order >= 0) {
                nextAfter = advance(after);
            }
            if (order < 0) {
                return new Difference(Kind.GONE, Objects.requireNonNull(was), null, List.of());
            }
            if (order > 0) {
                return new Difference(Kind.NEW, Objects.requireNonNull(is), null, List.of());
            }
            List<String> fields = fields(Objects.requireNonNull(was), Objects.requireNonNull(is));
            if (!fields.isEmpty()) {
                return new Difference(Kind.CHANGED, is, was, fields);
            }
        }
        return null;
    }

    /**
     * The names of the fields in which two states of a violation differ, without the life cycle; empty if only the wording
     * differs.
     */
    static List<String> fields(Violation one, Violation other) {
        JsonNode written = json(one);
        JsonNode otherwise = json(other);
        List<String> fields = new ArrayList<>();
        for (Schema.Field field : one.getSchema().getFields()) {
            if (!LIFE_CYCLE.contains(field.name())
                    && !Objects.equals(written.get(field.name()), otherwise.get(field.name()))) {
                fields.add(field.name());
            }
        }
        boolean isSameInOtherWords = fields.equals(WORDING_ALONE)
                && ViolationContent.leftOut(one).contains(ViolationContent.EXPLANATION)
                && ViolationContent.leftOut(other).contains(ViolationContent.EXPLANATION);
        return isSameInOtherWords ? List.of() : fields;
    }

    private static JsonNode json(Violation violation) {
        try {
            return JSON.readTree(AvroJson.write(violation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was just written as JSON cannot be read", e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Difference next() {
        Difference found = next;
        if (found == null) {
            throw new NoSuchElementException();
        }
        next = find();
        return found;
    }
}
