/** Tests of Confluent's client as this module repackages it. */
@NullMarked
package io.tradewatch.confluent;

import org.jspecify.annotations.NullMarked;
