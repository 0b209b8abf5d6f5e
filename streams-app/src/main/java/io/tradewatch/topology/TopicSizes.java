package io.tradewatch.topology;

/**
 * What the topics take, as the broker has it: {@code max.message.bytes} in bytes, after compression.
 *
 * @param transfers of the topic of transfers
 * @param violations of the topic of alerts
 * @param violationsCodec the {@code compression.type} of that topic
 * @param deadLetters of the topic of dead letters
 * @param deadLettersCodec the {@code compression.type} of that topic
 * @param smallestChangelog of the changelog that takes the least; those that are still to be created take
 *     {@link #changelogs}
 */
record TopicSizes(
        long transfers,
        long violations,
        String violationsCodec,
        long deadLetters,
        String deadLettersCodec,
        long smallestChangelog) {
    /** A row is a transfer or an alert, and what is remembered of it. */
    private static final long ROOM_FOR_ROWS = 64L * 1024;

    /** The broker leaves records compressed as they came. */
    private static final String AS_PRODUCED = "producer";

    private static final String NOT_AT_ALL = "uncompressed";
    private static final String NO_CODEC = "none";

    /** What a changelog has to take: whatever may come in, and whatever may go out. */
    static long changelogs(long transfers, long violations) {
        return Math.min(Integer.MAX_VALUE, Math.max(transfers, violations) + ROOM_FOR_ROWS);
    }

    /**
     * Whether the broker writes alerts and dead letters by codecs that their topics name. Where it leaves them as they come,
     * their consumers have to know whatever codec the producer has.
     */
    boolean nameCodecs() {
        return !violationsCodec.equals(AS_PRODUCED) && !deadLettersCodec.equals(AS_PRODUCED);
    }

    /** What a changelog has to take. */
    long changelogs() {
        return changelogs(transfers, violations);
    }

    /** The most that one of the topics takes that are written to. */
    long largest() {
        return Math.max(deadLetters, changelogs());
    }

    /**
     * What may be written.
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
