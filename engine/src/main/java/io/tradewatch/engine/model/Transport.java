package io.tradewatch.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The means of transport, as far as the rules and their explanation need it.
 *
 * @param vesselName the vessel's name as reported, or null
 * @param flag the country code of the flag as reported, or null
 */
public record Transport(
        @Nullable String vesselName, @Nullable String flag) {}
