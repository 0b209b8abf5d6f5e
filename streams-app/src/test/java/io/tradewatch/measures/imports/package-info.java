/** Tests of imports of tariff data, on invented rows. */
@NullMarked
package io.tradewatch.measures.imports;

import org.jspecify.annotations.NullMarked;
