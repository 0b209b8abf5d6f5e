/** Tests of imports of tariff data, on invented rows. */
@NullMarked
package io.tradewatch.ruleset.imports;

import org.jspecify.annotations.NullMarked;
