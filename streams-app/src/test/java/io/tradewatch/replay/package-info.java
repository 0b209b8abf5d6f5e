/** What a replay promises, shown without a cluster. */
@NullMarked
package io.tradewatch.replay;

import org.jspecify.annotations.NullMarked;
