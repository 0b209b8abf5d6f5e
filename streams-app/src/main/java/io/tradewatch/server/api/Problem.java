package io.tradewatch.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An error in a request, as RFC 9457 defines it.
 *
 * @param type {@code about:blank}: the status says it
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong, and what was expected
 * @param errors the single errors, each with its place
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, List<At> errors) {
    /**
     * One error.
     *
     * @param field where it is: a path in the body such as {@code [2].goodsItems[0].itemNumber}, or a parameter
     * @param detail what is wrong there, and what was expected
     */
    record At(String field, String detail) {}
}
