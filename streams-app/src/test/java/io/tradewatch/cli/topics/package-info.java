/** Tests of what topics are compared with. */
@NullMarked
package io.tradewatch.cli.topics;

import org.jspecify.annotations.NullMarked;
