/**
 * The {@code doctor} command and its checks, one class per subject, with their messages. Every check has a time limit and
 * changes nothing.
 */
@NullMarked
package io.tradewatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
