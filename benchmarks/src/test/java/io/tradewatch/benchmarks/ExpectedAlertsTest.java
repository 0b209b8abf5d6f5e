package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tradewatch.avro.Transfer;
import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.reference.NaiveScreening;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.ReferenceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run must publish before its time counts: the same as the rules say, told in another way. */
final class ExpectedAlertsTest {
    private static final Path REFERENCE_TABLES = Path.of("..", "config", "reference");
    private static final int TRANSFERS = 400;

    private final List<Measure> usual = GeneratedLaw.measures(1_000);
    private final List<Measure> law = Stream.concat(
                    usual.stream(), Stream.of(GeneratedLaw.probe(), GeneratedLaw.changed("CHANGED")))
            .toList();
    private final GeneratedTrade trade = new GeneratedTrade(usual);

    private List<Transfer> transfers(Kind kind) {
        return trade.all(kind, TRANSFERS).toList();
    }

    /** By the rules, one by one. */
    private static Set<String> byTheRules(List<Transfer> transfers, List<Measure> law) {
        List<ReferenceTable> tables = ReferenceFiles.read(REFERENCE_TABLES).tables();
        NaiveScreening rules = new NaiveScreening(tables, Screening.DEFAULT_MAX_VIOLATIONS);
        Law all = Law.of(law, ReferenceTables.of(tables));
        return transfers.stream()
                .flatMap(transfer ->
                        rules.screen(TransferMapping.toScreening(transfer).orElseThrow(), all, null).stream()
                                .map(finding -> Violations.id(
                                        transfer.getTransferId(), finding.itemNumber(), finding.measureId())))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindWhatTheRulesFind(Kind kind) {
        List<Transfer> transfers = transfers(kind);

        assertThat(ExpectedAlerts.ids(transfers.stream(), law)).isEqualTo(byTheRules(transfers, law));
    }

    @Test
    void shouldFindNothingInCleanTrade() {
        assertThat(ExpectedAlerts.ids(transfers(Kind.CLEAN).stream(), law)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "CLEAN", mode = EnumSource.Mode.EXCLUDE)
    void shouldFindSomethingInEachOfTheOthers(Kind kind) {
        assertThat(ExpectedAlerts.ids(transfers(kind).stream(), law)).hasSizeGreaterThanOrEqualTo(TRANSFERS);
    }

    @Test
    void shouldBreakALargerLawAsASmallerOneThatItBeginsWith() {
        List<Measure> small = GeneratedLaw.withEntries(1_000);
        List<Measure> large = GeneratedLaw.withEntries(100_000);
        List<Transfer> transfers =
                new GeneratedTrade(small).all(Kind.HIT, TRANSFERS).toList();

        Set<String> bySmall = ExpectedAlerts.ids(transfers.stream(), small);

        assertThat(large).startsWith(small.toArray(Measure[]::new));
        assertThat(bySmall).hasSizeGreaterThanOrEqualTo(TRANSFERS);
        assertThat(ExpectedAlerts.ids(transfers.stream(), large)).isEqualTo(bySmall);
    }

    @Test
    void shouldBeTheSameEachTime() {
        assertThat(trade.mixture(TRANSFERS))
                .containsExactlyElementsOf(new GeneratedTrade(GeneratedLaw.measures(1_000))
                        .mixture(TRANSFERS)
                        .toList());
    }

    @Test
    void shouldTakeExactlyTheSameAlertsInAnyOrder() {
        assertThatNoException().isThrownBy(() -> ExpectedAlerts.require(Set.of("a", "b"), List.of("b", "a"), "a run"));
    }

    @Test
    void shouldRefuseOneThatIsMissingOneTooManyAndOneToldTwice() {
        for (List<String> published : List.of(List.of("a"), List.of("a", "b", "c"), List.of("a", "b", "a"))) {
            assertThatExceptionOfType(WrongOutputException.class)
                    .isThrownBy(() -> ExpectedAlerts.require(Set.of("a", "b"), published, "a run"))
                    .withMessageStartingWith("a run: expected 2 alerts, each once; found " + published.size());
        }
    }
}
