package io.tradewatch.cli.topics;

/**
 * One thing about a topic that is not as it was meant.
 *
 * @param topic the topic
 * @param message what it is and what was expected
 * @param fix the command that fixes it, or what to do where no command can
 * @param isBroken whether it breaks a promise; otherwise it may turn out to be well, and a person must judge
 */
public record Deviation(String topic, String message, String fix, boolean isBroken) {
    static Deviation broken(String topic, String message, String fix) {
        return new Deviation(topic, message, fix, true);
    }

    static Deviation doubtful(String topic, String message, String fix) {
        return new Deviation(topic, message, fix, false);
    }
}
