package io.tradewatch.cli.report;

import io.tradewatch.avro.UnreadableCountry;
import io.tradewatch.avro.Violation;
import org.jspecify.annotations.Nullable;

/** Counts the violations of a report for its summary. */
final class ReportCounts {
    private final Tally byKind = new Tally();
    private final Tally byType = new Tally();
    private final Tally byInstrument = new Tally();
    private final Tally byCorridor = new Tally();
    private final Tally unreadable = new Tally();
    private long violations;
    private long transfers;
    private @Nullable String lastTransfer;

    static ReportCounts of(Iterable<ReportedViolation> violations) {
        ReportCounts counts = new ReportCounts();
        violations.forEach(counts::add);
        return counts;
    }

    private void add(ReportedViolation reported) {
        Violation violation = reported.violation();
        violations++;
        if (!violation.getTransferId().equals(lastTransfer)) {
            lastTransfer = violation.getTransferId();
            transfers++;
        }
        if (reported.difference() != null) {
            byKind.add(ViolationFacts.kind(reported.difference().kind()));
        }
        byType.add(ViolationFacts.type(violation));
        byInstrument.add(
                violation.getProgramme() == null
                        ? "none: not screened in full"
                        : violation.getProgramme() + ": " + violation.getInstrument());
        byCorridor.add(ViolationFacts.country(violation.getCountryOfDispatch()) + " → "
                + ViolationFacts.country(violation.getCountryOfDestination()));
        for (UnreadableCountry country : violation.getUnreadable()) {
            unreadable.add(ViolationFacts.plain(country.getRole()) + ": '" + country.getText() + "'");
        }
    }

    long violations() {
        return violations;
    }

    /** The number of transfers that have a violation. */
    long transfers() {
        return transfers;
    }

    /** How violations differ; empty unless two results are compared. */
    Tally byKind() {
        return byKind;
    }

    /** By type and certainty. */
    Tally byType() {
        return byType;
    }

    /** By programme and instrument. */
    Tally byInstrument() {
        return byInstrument;
    }

    /** By country of dispatch and country of destination, as reported. */
    Tally byCorridor() {
        return byCorridor;
    }

    /** By role and text of the countries that could not be read. */
    Tally unreadable() {
        return unreadable;
    }
}
