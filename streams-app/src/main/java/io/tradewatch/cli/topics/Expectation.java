package io.tradewatch.cli.topics;

import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * The expected value of one setting of a topic.
 *
 * @param config the setting's name in Kafka
 * @param created its value in a new topic, which also fixes a wrong one
 * @param legal the legal values in words that complete "expected …"
 * @param holds whether a value is legal
 */
public record Expectation(String config, String created, String legal, Predicate<String> holds) {

    static Expectation exactly(String config, String value) {
        return new Expectation(config, value, value, value::equals);
    }

    /** A setting with an initial value; any later value is legal. */
    static Expectation anything(String config, long created) {
        return numeric(config, created, "a number", value -> true);
    }

    /** A setting with an initial value; any later value is legal. */
    static Expectation anything(String config, String created) {
        return new Expectation(config, created, "any value", value -> true);
    }

    static Expectation atLeast(String config, long created, long least, String because) {
        return numeric(config, created, "at least " + least + " (" + because + ")", value -> value >= least);
    }

    static Expectation unlimitedOrAtLeast(String config, long created, long least, String because) {
        return numeric(
                config,
                created,
                "-1 or at least " + least + " (" + because + ")",
                value -> value == -1 || value >= least);
    }

    private static Expectation numeric(String config, long created, String legal, LongPredicate holds) {
        return new Expectation(config, Long.toString(created), legal, value -> holds.test(Long.parseLong(value)));
    }
}
