/**
 * Screens a transfer as it arrives: the revision rule, the store of violations, and the publication of alerts and dead
 * letters.
 *
 * <p>Live screening, {@code screen}, {@code replay}, {@code explain} and the API all decide here. No class here reads past
 * transfers or starts Kafka Streams.
 */
@NullMarked
package io.tradewatch.screening;

import org.jspecify.annotations.NullMarked;
