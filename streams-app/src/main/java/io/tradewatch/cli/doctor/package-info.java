/**
 * The {@code doctor} command and its checks, with their messages. {@code HealthCheck} runs them in order; those of more than a
 * few lines have classes of their own. Every check has a time limit and changes nothing.
 */
@NullMarked
package io.tradewatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
