package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is shipped passes its own checks. */
final class ShippedConfigTest {
    @Test
    void shouldShipMeasuresAndTablesWithoutErrors() {
        MeasureCatalogue shipped = ShippedLaw.catalogue();

        assertThat(shipped.errors()).isEmpty();
        assertThat(shipped.law().revisions()).isNotEmpty();
    }
}
