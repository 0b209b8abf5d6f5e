package io.tradewatch.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A place on the way.
 *
 * @param country the country code as reported, or null; if null, the first two letters of {@code location} replace it
 * @param location a UN/LOCODE as reported, or null
 */
public record Stop(@Nullable String country, @Nullable String location) {}
