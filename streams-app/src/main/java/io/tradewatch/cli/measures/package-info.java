/**
 * The {@code measures} commands: lint, list, coverage, diff, impact, publish and import.
 *
 * <p>This package contains their options and reports. The files and the topic of measures are read and written in {@code
 * ruleset}.
 */
@NullMarked
package io.tradewatch.cli.measures;

import org.jspecify.annotations.NullMarked;
