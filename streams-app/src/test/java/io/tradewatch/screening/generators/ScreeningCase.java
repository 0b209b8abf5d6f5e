package io.tradewatch.screening.generators;

import io.tradewatch.screening.Transfer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question to the rules.
 *
 * @param published the law
 * @param knownAt up to when its revisions are known, or null for all of them
 * @param transfer the transfer to screen
 */
public record ScreeningCase(
        PublishedLaw published, @Nullable Instant knownAt, Transfer transfer) {}
