package io.tradewatch.engine.model;

import java.util.List;

/**
 * How an item's code was read.
 *
 * @param edition the edition that the item's code was taken to be written in
 * @param stated true when the transfer stated that edition, false when it was assumed
 * @param codes the codes that were compared with the measure's prefixes, in digit order: the item's own, or what it
 *     corresponds to in the measure's edition; empty when the item's code is missing or unusable
 * @param prefix the prefix that matched, as the measure writes it
 */
public record Classification(HsEdition edition, boolean stated, List<String> codes, String prefix) {
    public Classification {
        codes = List.copyOf(codes);
    }
}
