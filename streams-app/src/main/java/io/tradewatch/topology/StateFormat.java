package io.tradewatch.topology;

/** Refuses state that another version of Tradewatch wrote in a format that this one cannot read. */
final class StateFormat {
    private StateFormat() {}

    static void require(byte expected, byte found) {
        if (found != expected) {
            throw new IllegalStateException("state has format " + found + ", expected " + expected
                    + "; it was written by another version of Tradewatch");
        }
    }
}
