package io.tradewatch.ruleset.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with one sound measure file and the tables that it needs; tests change what they are about. */
public final class LintFolder {
    public static final String FILE = """
            instrument:
              authority: UN
              programme: UN-DPRK
              title: "S/RES/2397 (2017)"
              adopted: 2017-12-22
              url: "https://undocs.org/S/RES/2397(2017)"
              hsEdition: HS2017
            measures:
              - id: UN-KP-2397-7-VEHICLES
                revision: 1
                recordedAt: 2017-12-22T00:00:00Z
                provision: para. 7
                citationStatus: VERIFIED
                summary: Vehicles to the DPRK
                action: PROHIBIT
                flow: EXPORT
                targets: ["KP"]
                commodities: ["87", "8903"]
                effectiveFrom: 2017-12-22
            """;

    /** Where the entry of {@link #FILE} begins, to add another one behind it. */
    static final String MEASURE = FILE.substring(FILE.indexOf("  - id:"));

    private final Path folder;

    public LintFolder(Path folder) {
        this.folder = folder;
        write("measures/measures.yaml", FILE);
        write("reference/countries.csv", """
                code,canonical,until,alpha3,numeric,names
                KP,KP,,PRK,408,"North Korea|Korea, Democratic People's Republic of"
                GB,GB,,GBR,826,United Kingdom
                UK,GB,,,,
                DE,DE,,DEU,276,Germany
                NO,NO,,NOR,578,Norway
                """);
        write("reference/country-groups.yaml", """
                EU:
                  - { country: "DE", from: 1958-01-01 }
                  - { country: "GB", from: 1973-01-01, to: 2021-01-01 }
                """);
        write("reference/hs-codes.csv", """
                edition,code
                HS2007,870323
                HS2012,870323
                HS2012,880211
                HS2017,870323
                HS2017,870340
                HS2017,880211
                HS2017,890310
                HS2022,870323
                HS2022,870340
                HS2022,880211
                HS2022,880610
                """);
        write("reference/hs-correlation.csv", """
                edition_from,code_from,edition_to,code_to,source
                HS2022,880610,HS2017,880211,UNSD
                HS2022,880211,HS2017,880211,UNSD
                HS2017,870340,HS2012,870323,UNSD
                HS2017,870323,HS2012,870323,UNSD
                """);
        write("reference/exchange-rates.csv", """
                date,from,to,rate
                2017-12-22,EUR,USD,1.1853
                """);
    }

    /** Writes a file below the folder. */
    public LintFolder write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file below the folder, if it is there. */
    public LintFolder delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a piece of the sound measure file. */
    public LintFolder with(String piece, String replacement) {
        if (!FILE.contains(piece)) {
            throw new IllegalArgumentException("the file has no '" + piece + "'");
        }
        return write("measures/measures.yaml", FILE.replace(piece, replacement));
    }

    /** Puts a second measure behind the one in the sound file: the same, with a piece replaced. */
    LintFolder withSecond(String piece, String replacement) {
        return write("measures/measures.yaml", FILE + MEASURE.replace(piece, replacement));
    }

    Path measures() {
        return folder.resolve("measures");
    }

    Path reference() {
        return folder.resolve("reference");
    }

    public MeasureCatalogue check() {
        return Lint.check(measures(), reference());
    }

    /** The problems, as {@code lint} prints them, without the folder. */
    List<String> problems() {
        return check().problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
