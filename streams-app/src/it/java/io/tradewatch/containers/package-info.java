/** Tests of the image and of what stands beside it, on a container engine where there is one. */
@NullMarked
package io.tradewatch.containers;

import org.jspecify.annotations.NullMarked;
