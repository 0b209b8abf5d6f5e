package io.tradewatch.benchmarks;

import java.util.Map;

/**
 * One way for work to be interrupted and to go on.
 *
 * @param words what happens, for the report
 * @param isCrash SIGKILL instead of SIGTERM
 * @param isTakenOver whether another instance that runs already goes on; otherwise the same one is started again
 * @param settings the product's settings for it, as environment variables
 * @param isSlow whether it takes most of a minute, and is tried once only
 */
record Interruption(String words, boolean isCrash, boolean isTakenOver, Map<String, String> settings, boolean isSlow) {}
