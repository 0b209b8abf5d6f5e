package io.tradewatch.codec.registry;

import java.util.Optional;

/**
 * The result of decoding: a value or a defect. Bad data is a normal result, not an exception.
 *
 * <pre>{@code
 * DecodeResult<Transfer> outcome = decoder.decodeDeciding(bytes);
 * if (outcome instanceof DecodeResult.Defective<Transfer> defective) {
 *     return deadLetter(defective.defect());
 * }
 * Transfer transfer = outcome.orElseThrow();
 * }</pre>
 *
 * @param <T> the type of the value
 */
public sealed interface DecodeResult<T> {
    /**
     * A decoded value.
     *
     * @param value the value
     */
    record Decoded<T>(T value) implements DecodeResult<T> {}

    /**
     * A defect: decoding again gives the same result.
     *
     * @param defect the defect
     */
    record Defective<T>(StructuralDefect defect) implements DecodeResult<T> {}

    /** A result with a value. */
    static <T> DecodeResult<T> of(T value) {
        return new Decoded<>(value);
    }

    /** A result with a defect. */
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
     * Returns the value when there must be one.
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
