package io.tradewatch.cli.topics;

/**
 * One thing about a topic that breaks a promise.
 *
 * @param topic the topic
 * @param message what it is and what was expected
 * @param mend the command that mends it, or what to do where no command can
 */
public record Deviation(String topic, String message, String mend) {}
