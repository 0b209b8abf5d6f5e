package io.tradewatch.engine.model;

import java.util.List;

/**
 * The reading of an item's code.
 *
 * @param edition the edition of the item's code, stated or assumed
 * @param stated true when the transfer stated that edition, false when it was assumed
 * @param codes the codes that were compared with the measure's prefixes, in digit order: the item's own code, or the
 *     corresponding codes in the measure's edition; empty when the item's code is missing or unusable
 * @param prefix the prefix that matched, as the measure writes it
 */
public record Classification(HsEdition edition, boolean stated, List<String> codes, String prefix) {
    public Classification {
        codes = List.copyOf(codes);
    }
}
