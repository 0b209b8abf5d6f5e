/** Tests of the files that commands write violations into. */
@NullMarked
package io.tradewatch.cli.report;

import org.jspecify.annotations.NullMarked;
