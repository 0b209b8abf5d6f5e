package io.tradewatch.records;

/** Carries a defect out of nested data to where it becomes an {@link DecodeResult}. Never leaves this package. */
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
