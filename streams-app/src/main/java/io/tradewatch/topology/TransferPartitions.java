package io.tradewatch.topology;

/**
 * Words the finding that the partitions of the topic of transfers are not those that the state was made for, and what to
 * do, for readiness, the log and the checks alike.
 *
 * <p>A transfer's partition follows from its key and the number of partitions: with another number the revisions of one
 * transfer come to several partitions, and what is stored of it stays where it was.
 */
public final class TransferPartitions {
    /** What Kafka Streams writes where the partitions of a changelog are not those of its source. */
    private static final String OF_STREAMS = "has invalid partitions";

    /** Chains of causes may be rings. */
    private static final int LONGEST_CHAIN = 100;

    private TransferPartitions() {}

    /**
     * What is wrong, in one clause.
     *
     * @param topic the name of the topic of transfers
     * @param expected for how many partitions there is state; 1 or more
     * @param found how many partitions the topic has, another number
     */
    public static String finding(String topic, int expected, int found) {
        return "topic " + topic + " has " + found + " partitions, expected " + expected
                + ": there is state for " + expected + ", and the number of partitions is fixed for life."
                + " Transfers of an added partition are not screened, and the next rebalance stops screening";
    }

    /**
     * What to do, in whole sentences.
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

    /** Whether Kafka Streams failed because the partitions of its changelogs are not those of the topic of transfers. */
    static boolean isCauseOf(Throwable failure) {
        Throwable next = failure;
        for (int depth = 0; next != null && depth < LONGEST_CHAIN; depth++) {
            if (String.valueOf(next.getMessage()).contains(OF_STREAMS)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }
}
