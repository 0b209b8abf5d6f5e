/**
 * The contracts in code: Avro and JSON to and from the rules' types, the registry's wire format, topic names.
 *
 * <p>Here live decoding and encoding, the defects that a record can have, and nothing that reads or writes a topic. No
 * Kafka Streams, no files, no rules.
 */
@NullMarked
package io.tradewatch.records;

import org.jspecify.annotations.NullMarked;
