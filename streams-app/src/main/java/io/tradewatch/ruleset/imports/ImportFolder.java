package io.tradewatch.ruleset.imports;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.WholeFile;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.MeasureFiles;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of generated measure files. Files that people wrote are not read and not changed. While it is open for
 * writing, a lock keeps other imports out.
 */
final class ImportFolder implements Closeable {
    private static final String LOCK = ".import.lock";
    private static final String ENDING = ".yaml";

    private final Path folder;
    private final TariffFormat format;
    private final @Nullable FileChannel lock;
    private final Map<String, GeneratedFile> files = new TreeMap<>();
    private final Map<String, String> fileOfBase = new TreeMap<>();
    private final Map<String, Map<String, Existing>> byBase = new TreeMap<>();
    private final Map<String, String> regulationOfBase = new TreeMap<>();
    private final List<Path> created;
    private LastImport last;
    private boolean isWritten;

    private ImportFolder(Path folder, TariffFormat format, @Nullable FileChannel lock, List<Path> created) {
        this.folder = folder;
        this.format = format;
        this.lock = lock;
        this.created = created;
        this.last = LastImport.never(format);
    }

    /**
     * Opens a folder and reads its generated files.
     *
     * @param isForWriting whether to create the folder and to lock it
     * @throws MeasureImportException when another import has it, it is a file, or a generated file was edited
     */
    static ImportFolder open(Path folder, TariffFormat format, boolean isForWriting) throws IOException {
        List<Path> absent = absent(folder);
        ImportFolder opened = new ImportFolder(folder, format, isForWriting ? lock(folder) : null, absent);
        try {
            opened.read();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * The folder and those above it that do not exist, the innermost first.
     *
     * @throws MeasureImportException when one of them is a file
     */
    private static List<Path> absent(Path folder) {
        List<Path> absent = new ArrayList<>();
        Path place = folder.toAbsolutePath();
        while (place != null && !Files.exists(place)) {
            absent.add(place);
            place = place.getParent();
        }
        if (place != null && !Files.isDirectory(place)) {
            throw new MeasureImportException(
                    place + " is a file; the measures need a folder", "Name a folder with --output.");
        }
        return absent;
    }

    private static FileChannel lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            // An import that was refused removes the lock with the folder that it had created.
            if (channel.tryLock() != null && Files.exists(folder.resolve(LOCK))) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // The same as a lock of another process.
        }
        channel.close();
        throw new MeasureImportException(
                "another import is writing to " + folder, "Wait until it is done, and run this one again.");
    }

    private void read() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        last = LastImport.read(folder, format);
        List<Path> paths;
        try (Stream<Path> list = Files.list(folder)) {
            paths = list.filter(path -> isMeasureFile(String.valueOf(path.getFileName())))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        Map<Path, String> bodies = new TreeMap<>();
        for (Path path : paths) {
            GeneratedFile.body(path, format).ifPresent(body -> bodies.put(path, body));
        }
        if (!bodies.isEmpty()) {
            Map<Path, List<Measure>> measures = MeasureFiles.read(folder).measures().stream()
                    .collect(Collectors.groupingBy(
                            written -> written.place().file(),
                            Collectors.mapping(WrittenMeasure::measure, Collectors.toList())));
            bodies.forEach((path, body) -> add(path, body, measures.getOrDefault(path, List.of())));
        }
    }

    private static boolean isMeasureFile(String name) {
        return name.endsWith(ENDING) && !name.startsWith(".");
    }

    private void add(Path path, String body, List<Measure> measures) {
        String name = String.valueOf(path.getFileName());
        files.put(name, GeneratedFile.of(path, body, measures));
        for (Measure measure : measures) {
            Existing existing = new Existing(measure.measureId(), measure.revision(), MeasureState.of(measure));
            String base = Family.baseOf(measure.measureId()).orElse(measure.measureId());
            fileOfBase.put(base, name);
            regulationOfBase.put(base, MeasureYaml.regulation(measure.instrument(), format));
            byBase.computeIfAbsent(base, none -> new TreeMap<>())
                    .merge(
                            measure.measureId(),
                            existing,
                            (one, other) -> other.revision() > one.revision() ? other : one);
            last = last.noEarlierThan(measure.flow(), LocalDate.ofInstant(measure.recordedAt(), ZoneOffset.UTC));
        }
    }

    /** The highest revisions of all measures, by the base of their ids. */
    Map<String, List<Existing>> existing() {
        Map<String, List<Existing>> all = new TreeMap<>();
        byBase.forEach((base, revisions) -> all.put(base, List.copyOf(revisions.values())));
        return all;
    }

    /** The day of the newest data in the folder; empty before the first import. */
    Optional<LocalDate> lastDay(Collection<Flow> flows) {
        return last.day(flows);
    }

    /** The name of the file of a family. */
    String fileOf(String base, Family family) {
        return fileOfBase.getOrDefault(base, family.fileName() + ENDING);
    }

    /** The name of the file of a family that is in the folder. */
    String fileOf(String base) {
        return Optional.ofNullable(fileOfBase.get(base)).orElseThrow();
    }

    /** The identifier of the regulation of a family that is in the folder, as the data wrote it. */
    String regulationOf(String base) {
        return Optional.ofNullable(regulationOfBase.get(base)).orElseThrow();
    }

    /** Whether a generated file exists. */
    boolean has(String name) {
        return files.containsKey(name);
    }

    /** A generated file, to which revisions are added; the files on the disk change only by {@link #write}. */
    GeneratedFile file(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    /**
     * Begins a file.
     *
     * @throws MeasureImportException when a file of that name exists that an import did not write
     */
    void begin(String name, String instrument) {
        if (Files.exists(folder.resolve(name))) {
            throw new MeasureImportException(
                    folder.resolve(name) + " exists, and no import wrote it",
                    "Move the file out of the folder of imports, or name another folder with --output.");
        }
        files.put(name, GeneratedFile.begin(instrument));
    }

    /**
     * Checks that the files that are to be written can be read again.
     *
     * @throws MeasureImportException when a file would be too large
     */
    void requireReadable(Collection<String> names) {
        for (String name : names) {
            int size = file(name).text(format).getBytes(StandardCharsets.UTF_8).length;
            if (size > BoundedFile.MOST_OF_DOCUMENT) {
                throw new MeasureImportException(
                        folder.resolve(name) + " would have " + size + " bytes, and a measure file has at most "
                                + BoundedFile.MOST_OF_DOCUMENT,
                        "Import fewer types with --types into folders of their own.");
            }
        }
    }

    /** Writes changed files, each of them whole, and at last the day of the data. */
    void write(Collection<String> changed, Collection<Flow> flows, LocalDate asOf) throws IOException {
        isWritten = true;
        for (String name : new ArrayList<>(changed)) {
            replace(folder.resolve(name), file(name).text(format));
        }
        LastImport next =
                flows.stream().reduce(last, (state, flow) -> state.noEarlierThan(flow, asOf), (one, other) -> other);
        Path place = folder.resolve(LastImport.NAME);
        String text = next.text();
        if (!Files.exists(place) || !Files.readString(place).equals(text)) {
            replace(place, text);
        }
        last = next;
    }

    private static void replace(Path file, String text) throws IOException {
        try (WholeFile whole = WholeFile.at(file)) {
            whole.writer().write(text);
            whole.complete();
        }
    }

    @Override
    public void close() throws IOException {
        if (lock == null) {
            return;
        }
        try (lock) {
            if (!isWritten && !created.isEmpty()) {
                Files.deleteIfExists(folder.resolve(LOCK));
            }
        }
        if (!isWritten) {
            removeCreated();
        }
    }

    /** Removes the folders that this import created, as far as nothing is in them. */
    private void removeCreated() throws IOException {
        try {
            for (Path each : created) {
                Files.deleteIfExists(each);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else uses the folder now.
        }
    }
}
