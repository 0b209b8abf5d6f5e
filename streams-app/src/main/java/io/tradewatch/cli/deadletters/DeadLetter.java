package io.tradewatch.cli.deadletters;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.cli.Lines;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.kafka.RecordLocation;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, for people and programs.
 *
 * @param record the record in the topic of dead letters
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    private static final JsonMapper JSON = BoundedJson.mapper().build();
    private static final int PREVIEW_BYTES = 120;

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(record);
    }

    /** The reason; a question mark if a foreign record has none. */
    String reason() {
        String reason = header(DeadLetters.REASON);
        return reason == null ? "?" : reason;
    }

    /** Whether it is only a marker of a redriven dead letter. */
    boolean isMarker() {
        return header(DeadLetters.REDRIVEN) != null;
    }

    /** For a marker: the offset of the redriven dead letter, in the same partition. */
    OptionalLong marks() {
        Long offset = number(DeadLetters.REDRIVEN);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Whether it was redriven before, and failed again. */
    boolean hasFailedAgain() {
        return header(DeadLetters.REDRIVEN_FROM) != null;
    }

    /** Whether it has only the beginning of the original record, and the location of the original. */
    boolean isPointer() {
        return header(DeadLetters.ORIGINAL_BYTES) != null;
    }

    /** The location of the original record; empty if the headers do not have it. */
    Optional<RecordLocation> original() {
        String topic = header(DeadLetters.TOPIC);
        Long partition = number(DeadLetters.PARTITION);
        Long offset = number(DeadLetters.OFFSET);
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        boolean isPlace = partition >= 0 && partition <= Integer.MAX_VALUE && offset >= 0;
        return isPlace ? Optional.of(new RecordLocation(topic, partition.intValue(), offset)) : Optional.empty();
    }

    /** For a pointer: whether a value is the original's. */
    boolean isOriginal(byte @Nullable [] value) {
        byte[] bytes = value == null ? new byte[0] : value;
        return Long.valueOf(bytes.length).equals(number(DeadLetters.ORIGINAL_BYTES))
                && sha256(bytes).equals(header(DeadLetters.ORIGINAL_SHA256));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Whether it was read from this topic. */
    boolean isFrom(String topic) {
        return topic.equals(header(DeadLetters.TOPIC));
    }

    /** The timestamp of the original record; its own timestamp if that is not known. */
    Instant time() {
        String written = header(DeadLetters.TIMESTAMP);
        try {
            return written == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(written);
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    /** Its location: {@code dead-letters-2@17}. */
    String place() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    void print(PrintWriter out) {
        Lines.print(out, reason() + "  ", String.valueOf(header(DeadLetters.DETAIL)));
        Lines.print(out, "    from ", from() + at());
        Lines.print(out, "    here ", place() + ", " + size());
        if (hasFailedAgain()) {
            Lines.print(out, "    again ", "it was driven in before, as " + header(DeadLetters.REDRIVEN_FROM));
        }
        if (record.value() != null) {
            Lines.print(out, "    ", preview(record.value()));
        }
        out.println();
    }

    String json() {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("reason", reason());
        answer.put("detail", header(DeadLetters.DETAIL));
        answer.put("topic", header(DeadLetters.TOPIC));
        answer.put("partition", number(DeadLetters.PARTITION));
        answer.put("offset", number(DeadLetters.OFFSET));
        answer.put("timestamp", header(DeadLetters.TIMESTAMP));
        answer.put("originalBytes", number(DeadLetters.ORIGINAL_BYTES));
        answer.put("originalSha256", header(DeadLetters.ORIGINAL_SHA256));
        answer.put("redrivenFrom", header(DeadLetters.REDRIVEN_FROM));
        answer.putObject("deadLetter")
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset());
        answer.put("key", record.key());
        answer.put("value", record.value());
        return answer.toString();
    }

    private String from() {
        String partition = header(DeadLetters.PARTITION);
        return header(DeadLetters.TOPIC)
                + (partition == null ? " line " : "-" + partition + "@")
                + header(DeadLetters.OFFSET);
    }

    private String at() {
        String timestamp = header(DeadLetters.TIMESTAMP);
        return timestamp == null ? "" : ", " + timestamp;
    }

    private String size() {
        if (isPointer()) {
            return "a pointer to " + header(DeadLetters.ORIGINAL_BYTES) + " bytes with the SHA-256 "
                    + header(DeadLetters.ORIGINAL_SHA256);
        }
        return record.value() == null ? "no value" : record.value().length + " bytes";
    }

    /** The beginning of a value; a dot replaces each byte that is not printable ASCII. */
    static String preview(byte[] value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(value.length, PREVIEW_BYTES); i++) {
            text.append(value[i] > ' ' && value[i] < 127 ? (char) value[i] : value[i] == ' ' ? ' ' : '.');
        }
        return text.append(value.length > PREVIEW_BYTES ? " …" : "").toString();
    }

    private @Nullable Long number(String name) {
        String text = header(name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable String header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
