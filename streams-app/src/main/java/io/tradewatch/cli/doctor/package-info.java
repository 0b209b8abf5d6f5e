/**
 * The checks of {@code doctor}, one class per subject, and their messages. Every check has a time limit and changes nothing.
 */
@NullMarked
package io.tradewatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
