package io.tradewatch.records;

import java.util.Optional;

/**
 * What became of something that was to be read: a value, or the defect for which there is none. Bad data is an ordinary
 * outcome here, not an exception.
 *
 * <pre>{@code
 * DecodeResult<Transfer> outcome = decoder.decodeDeciding(bytes);
 * if (outcome instanceof DecodeResult.Defective<Transfer> defective) {
 *     return deadLetter(defective.defect());
 * }
 * Transfer transfer = outcome.orElseThrow();
 * }</pre>
 *
 * @param <T> what is read
 */
public sealed interface DecodeResult<T> {
    /**
     * There is a value.
     *
     * @param value what was read
     */
    record Decoded<T>(T value) implements DecodeResult<T> {}

    /**
     * There is none, and there never will be.
     *
     * @param defect why
     */
    record Defective<T>(StructuralDefect defect) implements DecodeResult<T> {}

    /** What was read. */
    static <T> DecodeResult<T> of(T value) {
        return new Decoded<>(value);
    }

    /** What could not be read. */
    static <T> DecodeResult<T> defect(StructuralDefect.Reason reason, String detail) {
        return new Defective<>(new StructuralDefect(reason, detail));
    }

    /** The value, if there is one. */
    default Optional<T> found() {
        return this instanceof Decoded<T> decoded ? Optional.of(decoded.value()) : Optional.empty();
    }

    /** The defect, if there is one. */
    default Optional<StructuralDefect> problem() {
        return this instanceof Defective<T> defective ? Optional.of(defective.defect()) : Optional.empty();
    }

    /**
     * The value, where there must be one.
     *
     * @throws IllegalStateException with the defect, when there is none
     */
    default T orElseThrow() {
        if (this instanceof Decoded<T> decoded) {
            return decoded.value();
        }
        throw new IllegalStateException(((Defective<T>) this).defect().toString());
    }
}
