/** The development cluster against real clients. */
@NullMarked
package io.tradewatch.devcluster;

import org.jspecify.annotations.NullMarked;
