package io.tradewatch.streams;

import io.tradewatch.screening.SizeLimits;

/**
 * The size limits of the topics on the broker: {@code max.message.bytes} in bytes, after compression.
 *
 * @param transfers the limit of the topic of transfers
 * @param violations the limit of the topic of alerts
 * @param violationsCodec the {@code compression.type} of that topic
 * @param deadLetters the limit of the topic of dead letters
 * @param deadLettersCodec the {@code compression.type} of that topic
 * @param smallestChangelog the smallest limit of the changelogs; changelogs that do not exist yet get
 *     {@link #changelogs}
 */
record TopicSizes(
        long transfers,
        long violations,
        String violationsCodec,
        long deadLetters,
        String deadLettersCodec,
        long smallestChangelog) {
    /** The space for the state that a row adds to its transfer or alert, in bytes. */
    private static final long ROOM_FOR_ROWS = 64L * 1024;

    /** The broker keeps the producer's compression. */
    private static final String AS_PRODUCED = "producer";

    private static final String NOT_AT_ALL = "uncompressed";
    private static final String NO_CODEC = "none";

    /** The limit that a changelog needs: it must accept the largest transfer and the largest alert. */
    static long changelogs(long transfers, long violations) {
        return Math.min(Integer.MAX_VALUE, Math.max(transfers, violations) + ROOM_FOR_ROWS);
    }

    /**
     * Whether the topics of alerts and dead letters specify their codecs. Otherwise the broker keeps the producer's
     * codec, and consumers must support it.
     */
    boolean nameCodecs() {
        return !violationsCodec.equals(AS_PRODUCED) && !deadLettersCodec.equals(AS_PRODUCED);
    }

    /** The limit that a changelog needs, in bytes. */
    long changelogs() {
        return changelogs(transfers, violations);
    }

    /** The largest limit of the output topics, in bytes. */
    long largest() {
        return Math.max(deadLetters, changelogs());
    }

    /**
     * The size limits of output records.
     *
     * @param codec the producer's {@code compression.type}
     * @param request the producer's {@code max.request.size}, in bytes
     */
    SizeLimits limits(String codec, long request) {
        return new SizeLimits(
                new SizeLimits.Topic(violations, inTheEnd(violationsCodec, codec)),
                new SizeLimits.Topic(deadLetters, inTheEnd(deadLettersCodec, codec)),
                new SizeLimits.Topic(Math.min(smallestChangelog, changelogs()), codec),
                request);
    }

    private static String inTheEnd(String ofTopic, String ofProducer) {
        return switch (ofTopic) {
            case AS_PRODUCED -> ofProducer;
            case NOT_AT_ALL -> NO_CODEC;
            default -> ofTopic;
        };
    }
}
