/** Tests of measure files, reference files and their checks, on small texts that a reader can see whole. */
@NullMarked
package io.tradewatch.ruleset.files;

import org.jspecify.annotations.NullMarked;
