package io.tradewatch.cli.report;

import io.tradewatch.codec.text.PrintableText;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page. Every text is escaped; only {@link #markup} takes markup, which this program alone writes.
 *
 * <p>Texts of others cannot end an element or an attribute, begin a script, or change the order in which the page is read.
 */
final class HtmlWriter {
    private final Writer out;

    HtmlWriter(Writer out) {
        this.out = out;
    }

    /** Writes markup that is a constant of this program. */
    HtmlWriter markup(String markup) throws IOException {
        out.write(markup);
        return this;
    }

    /** Writes a text. */
    HtmlWriter text(String text) throws IOException {
        String line = PrintableText.line(text);
        int from = 0;
        for (int at = 0; at < line.length(); at++) {
            String escaped = escaped(line.charAt(at));
            if (escaped != null) {
                out.write(line, from, at - from);
                out.write(escaped);
                from = at + 1;
            }
        }
        out.write(line, from, line.length() - from);
        return this;
    }

    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }

    /** Writes an element with a text in it; the tag is a constant of this program. */
    HtmlWriter element(String tag, String text) throws IOException {
        return markup("<" + tag + ">").text(text).markup("</" + tag + ">");
    }

    /** Writes an element of a class with a text in it; tag and class are constants of this program. */
    HtmlWriter element(String tag, String cssClass, String text) throws IOException {
        return markup("<" + tag + " class=\"" + cssClass + "\">").text(text).markup("</" + tag + ">");
    }

    /** Writes a term of a list of facts with its value, unless that is null or blank. */
    HtmlWriter fact(String term, @Nullable String value) throws IOException {
        if (value == null || value.isBlank()) {
            return this;
        }
        return markup("<div>").element("dt", term).element("dd", value).markup("</div>\n");
    }

    /** Writes an address as a link; an address of another scheme than http or https as a text. */
    HtmlWriter link(String url) throws IOException {
        String scheme = url.toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("https://") && !scheme.startsWith("http://")) {
            return text(url);
        }
        return markup("<a rel=\"noopener noreferrer\" href=\"")
                .text(url)
                .markup("\">")
                .text(url)
                .markup("</a>");
    }

    void flush() throws IOException {
        out.flush();
    }
}
