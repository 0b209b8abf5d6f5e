package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.ruleset.imports.TariffData.FamilyRows;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The text of generated measure files. Every text is quoted, and characters that are not plain are escaped. */
final class MeasureYaml {
    private static final int GOODS_OF_LINE = 8;
    private static final int END_OF_ASCII = 0x7F;

    private MeasureYaml() {}

    /** The first part of a file: the instrument, and the key of the list of measures. */
    static String instrument(FamilyRows rows) {
        TariffFormat format = rows.family().format();
        String url = rows.url().isEmpty() ? "" : "  url: " + quoted(rows.url()) + "\n";
        return "instrument:\n"
                + "  authority: " + quoted(format.authority()) + "\n"
                + "  programme: " + quoted(format.programme()) + "\n"
                + "  title: " + quoted(rows.family().regulation() + suffix(format)) + "\n"
                + url
                + "measures:\n";
    }

    /** The identifier of the regulation in the title of an instrument. */
    static String regulation(String title, TariffFormat format) {
        String suffix = suffix(format);
        return title.endsWith(suffix) ? title.substring(0, title.length() - suffix.length()) : title;
    }

    private static String suffix(TariffFormat format) {
        return " (" + format.source() + ")";
    }

    /** One revision. */
    static String revision(MeasureChange change, TariffFormat format, MeasureType type, LocalDate asOf) {
        MeasureState state = change.after();
        StringBuilder text = new StringBuilder();
        text.append(GeneratedFile.BLOCK).append(quoted(change.id())).append('\n');
        line(text, "revision", Integer.toString(change.revision()));
        line(text, "recordedAt", asOf + "T00:00:00Z");
        line(text, "status", state.status().name());
        line(text, "provision", quoted("measure type " + type.id() + ", from " + state.from()));
        line(text, "contentRead", "true");
        line(text, "provisionRead", "false");
        line(text, "textAsOf", asOf.toString());
        line(text, "citationNote", quoted(note(change, format, asOf)));
        line(
                text,
                "summary",
                quoted(type.name() + (state.flow() == Flow.IMPORT ? ", from " : ", to ") + state.country()));
        line(text, "action", state.action().name());
        line(text, "flow", state.flow().name());
        line(text, "targets", "[" + quoted(state.country()) + "]");
        line(text, "boundBy", "[" + quoted(format.boundBy()) + "]");
        line(text, "hsEdition", state.edition().name());
        if (state.goods().stream().anyMatch(goods -> goods.digits().length() > CommodityCode.HS_DIGITS)) {
            line(text, "tariff", format.tariff());
        }
        line(text, "commodities", goods(state.goods()));
        if (state.condition() != null) {
            line(text, "condition", quoted(state.condition()));
        }
        line(text, "effectiveFrom", state.from().toString());
        if (!state.to().equals(LocalDate.MAX)) {
            line(text, "effectiveTo", state.to().toString());
        }
        if (!state.exceptions().isEmpty()) {
            line(text, "exceptions", "");
            state.exceptions()
                    .forEach(
                            each -> text.append("      - ").append(quoted(each)).append('\n'));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append("    ").append(key).append(':');
        text.append(value.isEmpty() || value.startsWith("\n") ? value : " " + value)
                .append('\n');
    }

    private static String note(MeasureChange change, TariffFormat format, LocalDate asOf) {
        return "Goods, country and days are those of the data of " + asOf + " (" + format.source()
                + "). The data names the regulation and no paragraph, and the regulation was not read."
                + (change.endIsInferred()
                        ? " The data of " + asOf + " lacks these goods and gives no end: the true end may be earlier."
                        : "")
                + (change.kind() == MeasureChange.Kind.REVOKED
                        ? " The goods are in no measure of this family any more, or in another one."
                        : "");
    }

    private static String goods(List<CommodityPrefix> goods) {
        StringBuilder text = new StringBuilder("\n");
        for (int i = 0; i < goods.size(); i += GOODS_OF_LINE) {
            List<CommodityPrefix> some = goods.subList(i, Math.min(i + GOODS_OF_LINE, goods.size()));
            text.append(i == 0 ? "      [" : "       ")
                    .append(some.stream().map(each -> quoted(each.written())).collect(Collectors.joining(", ")))
                    .append(i + GOODS_OF_LINE < goods.size() ? ",\n" : "]");
        }
        return text.toString();
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (one == '"' || one == '\\') {
                text.append('\\').append(one);
            } else if ((one >= ' ' && one < END_OF_ASCII) || Character.isLetterOrDigit(one)) {
                text.append(one);
            } else {
                text.append(String.format("\\u%04X", (int) one));
            }
        }
        return text.append('"').toString();
    }
}
