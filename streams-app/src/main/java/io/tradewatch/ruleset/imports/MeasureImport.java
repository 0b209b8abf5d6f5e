package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.imports.TariffData.FamilyRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * An import of official tariff data into a folder of measure files. The plan is made first and can be shown; nothing is
 * written before {@link #write}. For example:
 *
 * <pre>{@code
 * try (MeasureImport work = MeasureImport.open(request, tables, problem -> print(problem))) {
 *     show(work.plan());
 *     work.write();
 * }
 * }</pre>
 *
 * <p>Threading notes: not safe for use by several threads. Several imports into one folder exclude one another.
 */
public final class MeasureImport implements Closeable {
    private final Request request;
    private final ImportSettings settings;
    private final ImportFolder folder;
    private final TariffData data;
    private final Set<String> changedFiles = new TreeSet<>();
    private final ImportPlan plan;

    /**
     * What to import.
     *
     * @param file the data
     * @param format its form
     * @param folder the folder of generated files; it need not exist
     * @param asOf the day of the data
     * @param types the numbers of measure types; empty means the default
     * @param charset the character set; empty means that the file decides
     * @param acceptsEndings whether law that the data lacks ends although rows were left out or much is missing
     * @param isForWriting whether the plan is to be carried out
     */
    public record Request(
            Path file,
            TariffFormat format,
            Path folder,
            LocalDate asOf,
            List<String> types,
            Optional<Charset> charset,
            boolean acceptsEndings,
            boolean isForWriting) {
        public Request {
            types = List.copyOf(types);
        }
    }

    private MeasureImport(ImportSettings settings, ImportFolder folder, Consumer<RowProblem> problems)
            throws IOException {
        this.request = settings.request();
        this.settings = settings;
        this.folder = folder;
        this.data = TariffData.read(settings, new RowCounts(problems));
        requireKnownTypes();
        requireNewerData();
        this.plan = compare();
        folder.requireReadable(changedFiles);
    }

    /**
     * Reads the data and compares it with the folder.
     *
     * @param tables the reference tables, at least countries and subheadings
     * @param problems receives the rows that are left out, in the order of the file
     * @throws MeasureImportException when the data cannot be imported
     */
    public static MeasureImport open(Request request, Collection<ReferenceTable> tables, Consumer<RowProblem> problems)
            throws IOException {
        ImportSettings settings = ImportSettings.of(request, tables);
        ImportFolder folder = ImportFolder.open(request.folder(), request.format(), request.isForWriting());
        try {
            return new MeasureImport(settings, folder, problems);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What the import changes. */
    public ImportPlan plan() {
        return plan;
    }

    /**
     * Writes the changed files. A file is written as a whole; after an interruption, the same import completes the
     * others.
     *
     * @throws MeasureImportException when the data lacks much of what earlier imports had
     */
    public void write() throws IOException {
        if (!request.isForWriting()) {
            throw new IllegalStateException("the request is not for writing");
        }
        Optional<String> doubt = plan.doubt();
        if (doubt.isPresent() && !request.acceptsEndings()) {
            throw new MeasureImportException(
                    doubt.get(), "Make sure that the file is complete. If the law did end, add --accept-endings.");
        }
        folder.write(changedFiles, data.counts().flows(), request.asOf());
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private void requireKnownTypes() {
        if (data.counts().flows().isEmpty()) {
            throw new MeasureImportException(
                    request.file() + " has no row of a known measure type, in "
                            + data.counts().rows() + " rows",
                    "Take the file of measures that docs/measures-import.md names.");
        }
    }

    private void requireNewerData() {
        folder.lastDay(data.counts().flows())
                .filter(last -> request.asOf().isBefore(last))
                .ifPresent(last -> {
                    throw new MeasureImportException(
                            "the data is of " + request.asOf() + ", and " + request.folder() + " has data of " + last,
                            "Import newer data. If the day is wrong, correct --as-of.");
                });
    }

    private ImportPlan compare() {
        Map<String, List<Existing>> existing = folder.existing();
        Set<String> bases = new TreeSet<>(data.families().keySet());
        existing.keySet().stream().filter(this::isCovered).forEach(bases::add);
        boolean mayEnd = request.acceptsEndings() || !data.counts().holdEndings();
        List<MeasureChange> changes = new ArrayList<>();
        int measures = 0;
        int open = 0;
        int missing = 0;
        int kept = 0;
        RegulationTally tally = new RegulationTally();
        for (String base : bases) {
            FamilyRows rows = data.families().get(base);
            List<Existing> before = existing.getOrDefault(base, List.of());
            String regulation =
                    rows == null ? folder.regulationOf(base) : rows.family().regulation();
            boolean maySomeEnd =
                    mayEnd && (request.acceptsEndings() || !data.counts().hasOtherType(regulation));
            FamilyMerge merge = new FamilyMerge(base, rows, before, request.asOf(), maySomeEnd);
            List<MeasureChange> some = merge.changes();
            some.forEach(change -> add(base, Optional.ofNullable(rows), change));
            changes.addAll(some);
            measures += before.size()
                    - (int) some.stream()
                            .filter(change -> change.revision() > 1)
                            .count();
            open += merge.open();
            missing += merge.missing();
            kept += merge.kept();
            tally.add(regulation, merge);
        }
        return new ImportPlan(
                request.asOf(),
                data.charset(),
                data.counts(),
                changes,
                measures,
                open,
                missing,
                kept,
                tally.vanished());
    }

    /** Whether the data would have a family, if it were still law. */
    private boolean isCovered(String base) {
        return Family.typeOf(base)
                .filter(settings.selection()::contains)
                .flatMap(settings.types()::type)
                .filter(type -> data.counts().flows().contains(type.flow()))
                .isPresent();
    }

    private void add(String base, Optional<FamilyRows> rows, MeasureChange change) {
        String name = rows.map(each -> folder.fileOf(base, each.family())).orElseGet(() -> folder.fileOf(base));
        if (!folder.has(name)) {
            folder.begin(name, MeasureYaml.instrument(rows.orElseThrow()));
        }
        MeasureType type =
                Family.typeOf(change.id()).flatMap(settings.types()::type).orElseThrow();
        folder.file(name)
                .add(
                        change.id(),
                        change.revision(),
                        MeasureYaml.revision(change, request.format(), type, request.asOf()));
        changedFiles.add(name);
    }
}
