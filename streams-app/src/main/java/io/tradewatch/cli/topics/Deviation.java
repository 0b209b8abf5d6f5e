package io.tradewatch.cli.topics;

/**
 * One difference between a topic and its expected settings.
 *
 * @param topic the topic
 * @param message the actual and the expected value
 * @param fix the command that fixes it, or what to do if no command can
 * @param isBroken whether it breaks a guarantee; otherwise it may be harmless, and a person must decide
 */
public record Deviation(String topic, String message, String fix, boolean isBroken) {
    static Deviation broken(String topic, String message, String fix) {
        return new Deviation(topic, message, fix, true);
    }

    static Deviation doubtful(String topic, String message, String fix) {
        return new Deviation(topic, message, fix, false);
    }
}
