package io.tradewatch.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.ReferenceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each shipped subheading, damaged in each way of rule 5, is among its readings or is told as unusable. */
class DamagedSubheadingsTest {
    private static final List<String> SEPARATORS = List.of(" ", ".", "-", "/");
    private static final String NATIONAL = "10000";

    @Test
    void shouldReadEachDamagedSubheadingAsItselfOrTellIt() throws IOException {
        List<List<String>> rows;
        try (var lines = Files.lines(Path.of("../config/reference/hs-codes.csv"))) {
            rows = lines.skip(1).map(line -> List.of(line.split(",", -1))).toList();
        }
        HsCodes codes = HsCodes.from(new ReferenceTable(ReferenceTable.HS_CODES, HsCodes.COLUMNS, rows));
        Set<String> subheadings = new TreeSet<>();
        rows.forEach(row -> subheadings.add(row.get(1)));
        assertThat(subheadings).hasSizeGreaterThan(6_000);
        List<String> wrong = new ArrayList<>();

        for (String subheading : subheadings) {
            for (String written : damaged(subheading)) {
                List<String> readings = CommodityCode.readings(written, codes);
                if (!readings.isEmpty() && readings.stream().noneMatch(reading -> reading.startsWith(subheading))) {
                    wrong.add(subheading + " as " + written + " is " + readings);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<String> damaged(String code) {
        List<String> written = new ArrayList<>();
        written.add(code);
        written.add(code + ".0");
        written.add("=\"" + code + "\"");
        written.add("'" + code);
        written.add("=\"'" + code + "\"");
        for (String separator : SEPARATORS) {
            written.add(code.substring(0, 4) + separator + code.substring(4));
            written.add(code.substring(0, 2) + separator + code.substring(2, 4) + separator + code.substring(4));
        }
        for (int national = 2; national <= 5; national++) {
            String longer = code + NATIONAL.substring(0, national);
            written.add(longer);
            written.add(code.substring(0, 4) + "." + code.substring(4) + "." + NATIONAL.substring(0, national));
            written.add(longer + "X");
            written.add(longer + ".0");
        }
        written.add(code + "A");
        written.add(code + " abc");
        for (String name : List.of("HS ", "HS", "hs: ", "HS CODE: ", "HS code ", "CN ", "CN:", "HTS ", "Taric:")) {
            written.add(name + code);
            written.add(name + code.substring(0, 4) + "." + code.substring(4));
        }
        written.add(fullWidth(code));
        written.add(code.substring(0, 4) + "\u00a0" + code.substring(4));
        written.add("\u00a0" + code + "\u00a0");
        written.add(code.substring(0, 3) + "\u200b" + code.substring(3));
        written.add("\ufeff" + code);
        if (code.startsWith("0")) {
            withoutItsZero(code.substring(1), written);
        }
        return written;
    }

    private static void withoutItsZero(String code, List<String> written) {
        written.add(code);
        written.add(code + ".0");
        written.add("'" + code);
        written.add("HS " + code);
        written.add(fullWidth(code));
        for (String separator : SEPARATORS) {
            written.add(code.substring(0, 3) + separator + code.substring(3));
            written.add(code.substring(0, 1) + separator + code.substring(1, 3) + separator + code.substring(3));
        }
        // With 9 or 11 digits, an even number is left without the zero, and rule 5 takes those as they are.
        for (String national : List.of("10", "1000", "00", "9000")) {
            written.add(code + national);
            written.add(code + national + ".0");
        }
    }

    private static String fullWidth(String digits) {
        StringBuilder wide = new StringBuilder();
        digits.chars().forEach(c -> wide.append((char) (c - '0' + '\uff10')));
        return wide.toString();
    }
}
