/** Whatever the topics and the API take, the next record goes on. */
@NullMarked
package io.tradewatch.poison;

import org.jspecify.annotations.NullMarked;
