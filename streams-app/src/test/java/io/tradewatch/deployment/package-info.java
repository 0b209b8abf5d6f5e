/** Holds what is shipped beside the program, in docker/, to the program and to the APIs that it is written for. */
@NullMarked
package io.tradewatch.deployment;

import org.jspecify.annotations.NullMarked;
