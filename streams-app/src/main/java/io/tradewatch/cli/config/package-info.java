/**
 * What the commands are told: the settings, their legal values, and where each one was said.
 *
 * <p>Here live the table of settings and its readers. Nothing here starts anything or knows a command.
 */
@NullMarked
package io.tradewatch.cli.config;

import org.jspecify.annotations.NullMarked;
