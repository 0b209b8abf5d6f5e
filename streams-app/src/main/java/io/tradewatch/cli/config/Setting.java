package io.tradewatch.cli.config;

/**
 * One value as written, with its origin for error messages.
 *
 * @param name the key, with its section: {@code screening.look-back}
 * @param written the value as written, references to secrets included
 * @param origin file and line, environment variable or option
 */
record Setting(String name, String written, String origin) {}
