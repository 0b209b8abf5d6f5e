package io.tradewatch.codec;

/**
 * Carries a defect out of nested data to the method that returns it as a {@link DecodeResult}. It is never thrown out
 * of this package.
 */
final class DefectFound extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StructuralDefect defect;

    DefectFound(StructuralDefect.Reason reason, String detail) {
        super(detail, null, false, false);
        this.defect = new StructuralDefect(reason, detail);
    }

    <T> DecodeResult<T> outcome() {
        return new DecodeResult.Defective<>(defect);
    }
}
