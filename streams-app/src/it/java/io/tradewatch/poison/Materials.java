package io.tradewatch.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tradewatch.PatientEncoder;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * What poison is made of. Every transfer that it makes breaks a measure: one that is screened leaves an alert, one that is
 * not leaves a dead letter. Used by one thread.
 */
public final class Materials {
    private static final int IDS_IN_CACHE = 1_000;
    private static final Instant OCCURRED_AT = Instant.parse("2024-02-18T00:00:00Z");
    private static final byte MAGIC = 0;

    private final Random random;
    private final SchemaRegistryClient registry;
    private final Function<Transfer, byte[]> encoder;
    private int transfers;
    private int subjects;

    public Materials(long seed, String registryUrl, RegistrySchemas schemas, String topic) {
        this.random = new Random(seed);
        this.registry = new CachedSchemaRegistryClient(List.of(registryUrl), IDS_IN_CACHE, Map.of());
        this.encoder = PatientEncoder.of(RegistryEncoder.transfers(schemas, topic, Registration.AUTOMATIC));
    }

    Random random() {
        return random;
    }

    /** An id that no other transfer has. */
    String newId() {
        return "t" + transfers++;
    }

    /** A car to North Korea. */
    Transfer.Builder car(String id) {
        return Transfer.newBuilder()
                .setTransferId(id)
                .setOccurredAt(OCCURRED_AT)
                .setCountryOfDispatch("RU")
                .setCountryOfDestination("KP")
                .setGoodsItems(List.of(item(1)));
    }

    static GoodsItem item(int number) {
        return GoodsItem.newBuilder()
                .setItemNumber(number)
                .setCommodityCode("870340")
                .build();
    }

    static List<GoodsItem> items(int count) {
        List<GoodsItem> items = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            items.add(item(number));
        }
        return items;
    }

    /** A transfer under its own id. */
    Parcel parcel(Transfer transfer) {
        return new Parcel(transfer.getTransferId().getBytes(UTF_8), encoder.apply(transfer));
    }

    /** A car that breaks measures, one of which has a threshold in another currency than its value; nothing strange about it. */
    Parcel good() {
        GoodsItem priced = item(1);
        priced.setQuantity(new BigDecimal("1.000000"));
        priced.setValue(Money.newBuilder()
                .setAmount(new BigDecimal("90000.000000"))
                .setCurrency("USD")
                .build());
        return parcel(car(newId())
                .setCountryOfDispatch("DE")
                .setGoodsItems(List.of(priced))
                .build());
    }

    byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Letters that no compression makes small. */
    String randomText(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append((char) ('!' + random.nextInt('~' - '!')));
        }
        return text.toString();
    }

    /** A car, written by the contract but for one field that is added to it, with a value of that field. */
    Parcel writtenWith(String field, Schema type, Object value) throws Exception {
        String id = newId();
        Schema writer = new Schema.Parser().parse(Contracts.TRANSFER.toString());
        List<Schema.Field> fields = new ArrayList<>();
        writer.getFields().forEach(each -> fields.add(new Schema.Field(each, each.schema())));
        fields.add(new Schema.Field(field, type));
        Schema added = Schema.createRecord(writer.getName(), null, writer.getNamespace(), false, fields);
        return under(added, id, record -> record.put(field, value));
    }

    /** A car by a schema of which each record holds the one before twice. */
    public Parcel exploding() throws Exception {
        Schema doubled = Schema.create(Schema.Type.STRING);
        for (int i = 0; i < 28; i++) {
            doubled = SchemaBuilder.record("Doubled" + i)
                    .fields()
                    .name("one")
                    .type(doubled)
                    .noDefault()
                    .name("other")
                    .type(doubled)
                    .noDefault()
                    .endRecord();
        }
        Schema optional = Schema.createArray(doubled);
        return writtenWith("more", optional, new GenericData.Array<>(optional, List.of()));
    }

    /** A car whose mass has so many bytes, by the contract's own schema. */
    Parcel withMassOf(byte[] unscaled) throws Exception {
        Schema writer = new Schema.Parser().parse(Contracts.TRANSFER.toString());
        return under(writer, newId(), record -> {
            GenericRecord item = (GenericRecord) ((List<?>) record.get("goodsItems")).get(0);
            item.put("netMassKg", ByteBuffer.wrap(unscaled));
        });
    }

    /** A car that moved at any instant, in ms since the epoch. */
    Parcel occurredAt(long millis) throws Exception {
        Schema writer = new Schema.Parser().parse(Contracts.TRANSFER.toString());
        return under(writer, newId(), record -> record.put("occurredAt", millis));
    }

    private Parcel under(Schema writer, String id, Consumer<GenericRecord> change) throws Exception {
        GenericRecord transfer = plainCar(writer, id);
        change.accept(transfer);
        int schemaId = registry.register("poison-" + subjects++ + "-value", new AvroSchema(writer));
        return new Parcel(id.getBytes(UTF_8), written(schemaId, writer, transfer));
    }

    private static GenericRecord plainCar(Schema writer, String id) {
        Schema items = writer.getField("goodsItems").schema();
        GenericRecord item = filled(items.getElementType());
        item.put("itemNumber", 1);
        item.put("commodityCode", "870340");
        GenericRecord transfer = filled(writer);
        transfer.put("transferId", id);
        transfer.put("occurredAt", OCCURRED_AT.toEpochMilli());
        transfer.put("countryOfDispatch", "RU");
        transfer.put("countryOfDestination", "KP");
        transfer.put("goodsItems", new GenericData.Array<>(items, List.of(item)));
        return transfer;
    }

    /** A record with every default that its fields have. */
    private static GenericRecord filled(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            }
        }
        return record;
    }

    private static byte[] written(int schemaId, Schema schema, GenericRecord record) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(MAGIC);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
            BinaryEncoder binary = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(schema).write(record, binary);
            binary.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
