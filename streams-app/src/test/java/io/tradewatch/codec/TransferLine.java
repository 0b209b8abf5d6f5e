package io.tradewatch.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tradewatch.engine.model.Transfer;

/** A transfer as the line of a file: the rules' types have the contract's names, as far as they go. */
public final class TransferLine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private TransferLine() {}

    /** The line, without its end. */
    public static String of(Transfer transfer) {
        try {
            return JSON.writeValueAsString(transfer);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
