package io.tradewatch.cli.report;

import io.tradewatch.codec.AvroJson;
import io.tradewatch.replay.Difference;

/** The format of a difference as one JSON object: {@code kind}, {@code fields}, {@code violation}, {@code before}. */
public final class DifferenceJson {
    private DifferenceJson() {}

    /** Returns one line, without its end. */
    public static String write(Difference difference) {
        StringBuilder text =
                new StringBuilder("{\"kind\":\"").append(difference.kind()).append("\",\"fields\":[");
        String separator = "";
        for (String field : difference.fields()) {
            text.append(separator).append('"').append(field).append('"');
            separator = ",";
        }
        text.append("],\"violation\":").append(AvroJson.write(difference.violation()));
        if (difference.before() != null) {
            text.append(",\"before\":").append(AvroJson.write(difference.before()));
        }
        return text.append('}').toString();
    }
}
