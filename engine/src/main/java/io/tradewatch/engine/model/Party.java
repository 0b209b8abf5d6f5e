package io.tradewatch.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A consignor, consignee or end user, as far as the rules and their explanation need one.
 *
 * @param name the party's name as reported, or null when it was not reported
 * @param country the party's country code as reported, neither trimmed nor checked, or null when it was not reported
 */
public record Party(@Nullable String name, @Nullable String country) {}
