package io.tradewatch.codec;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Schemas of transfers that others than we may write with, and still follow the contract. */
public final class OtherWriters {
    private OtherWriters() {}

    static Stream<Schema> all() {
        return Stream.of(
                without("status", "revision", "itinerary"),
                without("source", "consignor", "consignee", "endUser", "transport", "countryOfDestination"),
                backwards(),
                TransferBytes.changed("\"symbols\":[\"SALE\"", "\"symbols\":[\"CONFISCATION\",\"SALE\""),
                TransferBytes.changed(
                        "\"fields\":[{\"name\":\"transferId\"",
                        "\"fields\":[{\"name\":\"procedures\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
                                + "{\"name\":\"transferId\""));
    }

    /** A transfer as such a writer would write it. */
    static GenericRecord of(Transfer transfer, Schema writer) {
        GenericRecord written = new GenericData.Record(writer);
        for (Schema.Field field : writer.getFields()) {
            Schema.Field own = Transfer.getClassSchema().getField(field.name());
            written.put(field.pos(), own == null ? List.of("4000", "4001") : transfer.get(own.pos()));
        }
        return written;
    }

    private static Schema without(String... names) {
        Set<String> left = Set.of(names);
        return record(
                Contracts.TRANSFER,
                copies(Contracts.TRANSFER.getFields().stream()
                        .filter(field -> !left.contains(field.name()))
                        .toList()));
    }

    /** Fields in the opposite order; what is first used last must not be named before it is defined. */
    private static Schema backwards() {
        List<Schema.Field> fields = copies(Contracts.TRANSFER.getFields());
        Collections.reverse(fields);
        return record(Contracts.TRANSFER, fields);
    }

    public static List<Schema.Field> copies(List<Schema.Field> fields) {
        return new ArrayList<>(fields.stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    }

    /** A record by the name of a contract's. */
    public static Schema record(Schema contract, List<Schema.Field> fields) {
        return Schema.createRecord(contract.getName(), null, contract.getNamespace(), false, fields);
    }
}
