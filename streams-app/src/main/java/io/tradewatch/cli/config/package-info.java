/**
 * The configuration of the commands: the settings, their legal values, and their origins.
 *
 * <p>This package contains the table of settings and its readers. Nothing here starts anything or depends on a command.
 */
@NullMarked
package io.tradewatch.cli.config;

import org.jspecify.annotations.NullMarked;
