package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.reference.NaiveScreening;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What declarations must lead to, by the second implementation of the rules that the tests hold the engine against: every
 * item before every measure, without an index, an outline or a table that is prepared.
 *
 * @param ids the ids of the violations
 * @param asTheyAre how many there are in the rows of the file, once each, with nothing replaced
 */
record DeclaredViolations(Set<String> ids, int asTheyAre) {
    DeclaredViolations {
        ids = Set.copyOf(ids);
    }

    /** Of so many transfers. The rules do not look at ids: what is found in a row counts for each of its repetitions. */
    static DeclaredViolations of(Declarations declarations, int count, MeasureCatalogue files) {
        NaiveScreening rules = new NaiveScreening(files.tables(), Screening.DEFAULT_MAX_VIOLATIONS);
        Law law = files.law();
        List<List<Finding>> asTheyAre = declarations.rows().parallelStream()
                .map(row -> find(row, rules, law))
                .toList();
        Set<String> ids = new HashSet<>();
        for (long number = 0; number < count; number++) {
            List<Finding> findings = Declarations.isReplaced(number)
                    ? find(declarations.transfer(number), rules, law)
                    : asTheyAre.get(declarations.row(number));
            for (Finding finding : findings) {
                ids.add(Violations.id(declarations.transferId(number), finding.itemNumber(), finding.measureId()));
            }
        }
        return new DeclaredViolations(
                ids, asTheyAre.stream().mapToInt(List::size).sum());
    }

    private static List<Finding> find(Transfer transfer, NaiveScreening rules, Law law) {
        return rules.screen(TransferMapping.toScreening(transfer).orElseThrow(), law, null);
    }
}
