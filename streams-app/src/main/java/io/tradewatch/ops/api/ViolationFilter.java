package io.tradewatch.ops.api;

import io.tradewatch.avro.Certainty;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.avro.ViolationType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts somebody wants to see; what is empty does not matter.
 *
 * @param country any country that matched
 */
record ViolationFilter(
        Optional<String> transferId,
        Optional<String> measureId,
        Optional<String> programme,
        Optional<String> country,
        Optional<ViolationType> type,
        Optional<ViolationStatus> status,
        Optional<Certainty> certainty) {
    /** The parameters that it is read from. */
    static final String[] PARAMETERS = {"transferId", "measureId", "programme", "country", "type", "status", "certainty"
    };

    static ViolationFilter of(Parameters parameters) {
        return new ViolationFilter(
                parameters.text("transferId"),
                parameters.text("measureId"),
                parameters.text("programme"),
                parameters.text("country"),
                parameters.oneOf("type", ViolationType.class),
                parameters.oneOf("status", ViolationStatus.class),
                parameters.oneOf("certainty", Certainty.class));
    }

    boolean lets(Violation violation) {
        return is(transferId, violation.getTransferId())
                && is(measureId, violation.getMeasureId())
                && is(programme, violation.getProgramme())
                && is(type, violation.getType())
                && is(status, violation.getStatus())
                && is(certainty, violation.getCertainty())
                && country.map(code -> violation.getMatches().stream()
                                .anyMatch(match -> match.getCountry().equals(code)))
                        .orElse(true);
    }

    private static <T> boolean is(Optional<T> wanted, @Nullable T found) {
        return wanted.isEmpty() || wanted.get().equals(found);
    }
}
