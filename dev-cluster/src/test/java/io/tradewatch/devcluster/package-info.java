/** Tests of what needs no server; those with servers are in the tree of integration tests. */
@NullMarked
package io.tradewatch.devcluster;

import org.jspecify.annotations.NullMarked;
