/**
 * The screening rules: which goods item of which transfer breaks which measure, and why.
 *
 * <p>Here live the rules' own types (transfers, measures, reference tables), the index that finds the measures which
 * could concern an item, and the judgement itself. Nothing here knows Kafka, Avro, JSON, files or clocks: a finding is a
 * pure function of a transfer and of the law.
 */
@NullMarked
package io.tradewatch.engine;

import org.jspecify.annotations.NullMarked;
