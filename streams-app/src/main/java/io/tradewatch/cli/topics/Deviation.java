package io.tradewatch.cli.topics;

/**
 * One thing about a topic that is not as it was meant.
 *
 * @param topic the topic
 * @param message what it is and what was expected
 * @param mend the command that mends it, or what to do where no command can
 * @param isBroken whether it breaks a promise; otherwise it may turn out to be well, and a person must judge
 */
public record Deviation(String topic, String message, String mend, boolean isBroken) {
    static Deviation broken(String topic, String message, String mend) {
        return new Deviation(topic, message, mend, true);
    }

    static Deviation doubtful(String topic, String message, String mend) {
        return new Deviation(topic, message, mend, false);
    }
}
