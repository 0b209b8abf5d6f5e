package io.tradewatch.codec.registry;

/**
 * Carries a defect out of nested data to the method that returns it as a {@link DecodeResult}. It is never thrown out
 * of this package.
 */
public final class DefectFound extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StructuralDefect defect;

    public DefectFound(StructuralDefect.Reason reason, String detail) {
        super(detail, null, false, false);
        this.defect = new StructuralDefect(reason, detail);
    }

    public <T> DecodeResult<T> outcome() {
        return new DecodeResult.Defective<>(defect);
    }
}
