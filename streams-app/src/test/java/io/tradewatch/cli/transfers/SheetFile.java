package io.tradewatch.cli.transfers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small workbooks, part by part, also such as no spreadsheet would write. */
final class SheetFile {
    /** Formats of cells, by their place: none, a date, a code of six digits, a date and time, a time. */
    private static final List<String> FORMATS =
            List.of("General", "dd\\.mm\\.yyyy", "000000", "yyyy\\-mm\\-dd hh:mm", "h:mm");

    private final Map<String, List<List<Object>>> sheets = new LinkedHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>();

    /** A cell as it stands in the file, without its place: attributes and content of {@code <c>}. */
    record Written(String attributes, String content) {}

    /** A number in one of {@link #FORMATS}. */
    static Written formatted(String number, int format) {
        return new Written("s=\"" + format + "\"", "<v>" + number + "</v>");
    }

    static Written formula(String formula, String result) {
        boolean isText = result.matches(".*[A-Z].*");
        return new Written(
                isText ? "t=\"str\"" : "",
                "<f>" + formula + "</f>" + (result.isEmpty() ? "" : "<v>" + result + "</v>"));
    }

    SheetFile sheet(String name, String state, List<List<Object>> rows) {
        sheets.put(name, rows);
        states.put(name, state);
        return this;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            StringBuilder list = new StringBuilder();
            StringBuilder links = new StringBuilder();
            StringBuilder types = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, List<List<Object>>> sheet : sheets.entrySet()) {
                number++;
                list.append("<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>"
                        .formatted(sheet.getKey(), number, states.get(sheet.getKey()), number));
                links.append("<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                        .formatted(number, OFFICE, number));
                types.append("<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"%s.worksheet+xml\"/>"
                        .formatted(number, SPREADSHEET));
                part(zip, "xl/worksheets/sheet" + number + ".xml", sheet(sheet.getValue()));
            }
            part(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="rels" \
                    ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="%s.sheet.main+xml"/>\
                    <Override PartName="/xl/styles.xml" ContentType="%s.styles+xml"/>%s</Types>
                    """.formatted(SPREADSHEET, SPREADSHEET, types));
            part(
                    zip,
                    "_rels/.rels",
                    links("<Relationship Id=\"rId1\" Type=\"" + OFFICE
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    links(links + "<Relationship Id=\"rIdStyles\" Type=\"" + OFFICE
                            + "/styles\" Target=\"styles.xml\"/>"));
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>" + list
                            + "</sheets></workbook>");
            part(zip, "xl/styles.xml", styles());
        }
        return file;
    }

    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static String links(String content) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + content
                + "</Relationships>";
    }

    private static String styles() {
        StringBuilder formats = new StringBuilder();
        StringBuilder styles = new StringBuilder();
        for (int each = 0; each < FORMATS.size(); each++) {
            formats.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(164 + each, FORMATS.get(each)));
            styles.append("<xf numFmtId=\"%d\" applyNumberFormat=\"1\"/>".formatted(each == 0 ? 0 : 164 + each));
        }
        return "<styleSheet xmlns=\"" + MAIN + "\"><numFmts>" + formats + "</numFmts><cellXfs>" + styles
                + "</cellXfs></styleSheet>";
    }

    private static String sheet(List<List<Object>> rows) {
        StringBuilder xml = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
        for (int row = 0; row < rows.size(); row++) {
            xml.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < rows.get(row).size(); column++) {
                xml.append(cell(
                        (char) ('A' + column) + Integer.toString(row + 1),
                        rows.get(row).get(column)));
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static String cell(String place, Object value) {
        if (value instanceof LocalDate day) {
            // Day 60 of a workbook is 29 February 1900, which there was not.
            return cell(place, formatted(Long.toString(ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day)), 1));
        }
        if (value instanceof Number number) {
            return cell(place, formatted(number.toString(), 0));
        }
        if (value instanceof Written written) {
            return "<c r=\"" + place + "\" " + written.attributes() + ">" + written.content() + "</c>";
        }
        String text = value.toString().replace("&", "&amp;").replace("<", "&lt;");
        return text.isEmpty()
                ? ""
                : "<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
