package io.tradewatch.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.codec.registry.StructuralDefect;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a transfer that one row gives.
 *
 * @param transfer the fields, in the form of the exchange format
 * @param notes the values that could not be read, each with its place and how it is handled; in the order of the mapping
 * @param defect the first defect that makes the row unusable; empty if it has none
 */
public record MappedFields(ObjectNode transfer, List<String> notes, Optional<StructuralDefect> defect) {}
