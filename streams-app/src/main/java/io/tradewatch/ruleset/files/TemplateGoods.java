package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The goods of a new measure, and the newest edition of the Harmonized System that has all of them.
 *
 * @param prefixes the codes, each once, in the order in which they were given
 * @param edition the edition
 */
public record TemplateGoods(List<CommodityPrefix> prefixes, HsEdition edition) {
    private static final int CHAPTER_DIGITS = 2;
    private static final int HEADING_DIGITS = 4;

    public TemplateGoods {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * Reads codes as a person writes them.
     *
     * @param written such as {@code 8703}, {@code 8703.24}, {@code ex 8703} or {@code *}
     * @param codes the codes of each edition
     * @throws IllegalArgumentException when one is not a code, or no edition has all of them; the message says which
     */
    public static TemplateGoods of(List<String> written, EditionCodes codes) {
        List<CommodityPrefix> prefixes =
                written.stream().map(TemplateGoods::prefix).distinct().toList();
        List<HsEdition> newestFirst =
                Stream.of(HsEdition.values()).sorted(Comparator.reverseOrder()).toList();
        for (CommodityPrefix prefix : prefixes) {
            if (newestFirst.stream().noneMatch(edition -> has(codes, edition, prefix))) {
                throw new IllegalArgumentException(
                        "'" + prefix.written() + "' is in no edition of the Harmonized System");
            }
        }
        return newestFirst.stream()
                .filter(edition -> prefixes.stream().allMatch(prefix -> has(codes, edition, prefix)))
                .findFirst()
                .map(edition -> new TemplateGoods(prefixes, edition))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no edition of the Harmonized System has all of these codes, and a measure has one edition"));
    }

    private static CommodityPrefix prefix(String written) {
        String trimmed = written.strip();
        boolean ex = trimmed.startsWith("ex ");
        String digits = (ex ? trimmed.substring("ex ".length()) : trimmed).replaceAll("[.\\s-]", "");
        return CommodityPrefix.parse(ex ? "ex " + digits : digits);
    }

    private static boolean has(EditionCodes codes, HsEdition edition, CommodityPrefix prefix) {
        String digits = prefix.digits();
        if (prefix.isAny()) {
            return true;
        }
        if (digits.length() >= CommodityCode.HS_DIGITS) {
            return codes.has(edition, digits.substring(0, CommodityCode.HS_DIGITS));
        }
        return digits.length() == HEADING_DIGITS
                ? codes.hasHeading(edition, digits)
                : HsFields.isChapter(digits.substring(0, CHAPTER_DIGITS));
    }
}
