package io.tradewatch.streams;

import io.tradewatch.screening.CauseChain;

/**
 * Messages for a changed number of partitions of the topic of transfers: the finding and the remedy. Readiness, the log
 * and the checks use them.
 *
 * <p>A transfer's partition depends on its key and the number of partitions. After a change of that number, the
 * revisions of one transfer are in several partitions, and its stored state stays in the original one.
 */
public final class TransferPartitions {
    /**
     * The text in the message of Kafka Streams when a changelog and its source have different numbers of partitions.
     */
    private static final String OF_STREAMS = "has invalid partitions";

    private TransferPartitions() {}

    /**
     * The finding, in one clause.
     *
     * @param topic the name of the topic of transfers
     * @param expected the number of partitions that have state; 1 or more
     * @param found the number of partitions of the topic, which differs
     */
    public static String finding(String topic, int expected, int found) {
        return "topic " + topic + " has " + found + " partitions, expected " + expected
                + ": there is state for " + expected + ", and the number of partitions is fixed for life."
                + " Transfers of an added partition are not screened, and the next rebalance stops screening";
    }

    /**
     * The remedy, in whole sentences.
     *
     * @param topic the name of the topic of transfers
     */
    public static String remedy(String topic) {
        return "Make a new topic with the number of partitions that you want, set topics.transfers to it,"
                + " topics.violations to another new topic and application-id to a new name, publish all transfers of "
                + topic + " into it again, and let the producers write there. Do not use StreamsResetter: it deletes"
                + " the record of which alerts are open";
    }

    /** Finding and remedy in one text. */
    public static String told(String topic, int expected, int found) {
        return finding(topic, expected, found) + ". " + remedy(topic);
    }

    /**
     * Whether Kafka Streams failed because its changelogs and the topic of transfers have different numbers of
     * partitions.
     */
    static boolean isCauseOf(Throwable failure) {
        return CauseChain.has(failure, next -> String.valueOf(next.getMessage()).contains(OF_STREAMS));
    }
}
