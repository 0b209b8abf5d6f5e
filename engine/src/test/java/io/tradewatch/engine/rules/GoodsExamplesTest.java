package io.tradewatch.engine.rules;

import static io.tradewatch.engine.generators.ItemDraft.item;
import static io.tradewatch.engine.generators.MeasureDraft.measure;
import static io.tradewatch.engine.generators.TransferDraft.transfer;
import static io.tradewatch.engine.rules.Example.list;
import static io.tradewatch.engine.rules.Example.only;
import static io.tradewatch.engine.rules.Example.outcome;
import static io.tradewatch.engine.rules.Example.screen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.model.Certainty;
import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.ViolationType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 5, goods, by example: all are supplied from RU to KP. "-" stands for absent. */
class GoodsExamplesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    code               | outcome
                    87                 | CERTAIN
                    8703.23            | CERTAIN
                    ' 87 03-23 '       | CERTAIN
                    87032310001010     | CERTAIN
                    8703231000101010   | UNUSABLE_CODE
                    870                | no
                    8                  | no
                    8703x3             | UNUSABLE_CODE
                    ٨٧٠٣٢٣             | UNUSABLE_CODE
                    ８７０３２３       | CERTAIN
                    .-.                | UNUSABLE_CODE
                    7701               | UNUSABLE_CODE
                    0001               | UNUSABLE_CODE
                    9801               | UNUSABLE_CODE
                    9701               | no
                    0101               | no
                    """)
    void shouldReadACodeThatIsUsable(String code, String outcome) {
        List<Finding> findings = screen(
                transfer().from("RU").to("KP").items(item(1, code)),
                measure("M").goods("87"));

        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    code       | tariff | measureTariff | prefix   | codes    | outcome
                    87032310   | CN     | CN            | 87032310 | 87032310 | CERTAIN
                    87032390   | CN     | CN            | 87032310 | -        | no
                    8703231090 | CN     | CN            | 87032310 | 8703231090 | CERTAIN
                    870323     | CN     | CN            | 87032310 | 870323   | CODE_NOT_SPECIFIC
                    87032390   | HTS    | CN            | 87032310 | 870323   | CODE_NOT_SPECIFIC
                    87032390   | cn     | CN            | 87032310 | 870323   | CODE_NOT_SPECIFIC
                    87032390   | -      | CN            | 87032310 | 870323   | CODE_NOT_SPECIFIC
                    87032390   | CN     | -             | 8703     | 870323   | CERTAIN
                    87032390   | -      | -             | 8703     | 870323   | CERTAIN
                    """)
    void shouldReadNationalDigitsInTheirOwnTariffOnly(
            String code,
            @Nullable String tariff,
            @Nullable String measureTariff,
            String prefix,
            @Nullable String codes,
            String outcome) {
        MeasureDraft measure = measure("M").goods(prefix);

        List<Finding> findings = screen(
                transfer().from("RU").to("KP").items(item(1, code).tariff(tariff)),
                measureTariff == null ? measure : measure.tariff(measureTariff));

        assertThat(outcome(findings)).isEqualTo(outcome);
        assertThat(codes(findings)).isEqualTo(codes);
    }

    /** 880330 became 880730 in 2022; 870340 is new in 2017; 870323 never changed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    day        | code   | edition | read   | stated
                    2006-12-31 | 870323 | -       | HS2007 | false
                    2011-12-31 | 870323 | -       | HS2007 | false
                    2012-01-01 | 870323 | -       | HS2012 | false
                    2016-12-31 | 870323 | -       | HS2012 | false
                    2017-01-01 | 870323 | -       | HS2017 | false
                    2021-12-31 | 870323 | -       | HS2017 | false
                    2022-01-01 | 870323 | -       | HS2022 | false
                    2022-01-01 | 870323 | HS2007  | HS2007 | true
                    2022-01-01 | 870323 | hs2007  | HS2022 | false
                    2022-01-01 | 870323 | HS2002  | HS2022 | false
                    2022-01-01 | 880330 | -       | HS2017 | false
                    2022-01-01 | 880330 | HS2022  | HS2022 | true
                    2021-12-31 | 880730 | -       | HS2022 | false
                    2016-12-31 | 880730 | -       | HS2012 | false
                    2016-12-31 | 870340 | -       | HS2017 | false
                    2022-01-01 | 880331 | -       | HS2022 | false
                    2022-01-01 | 8803   | -       | HS2022 | false
                    """)
    void shouldTakeTheStatedEditionOrTheLikeliest(
            String day, String code, @Nullable String edition, HsEdition read, boolean stated) {
        List<Finding> findings = screen(
                transfer().on(day).from("RU").to("KP").items(item(1, code).edition(edition)), measure("M"));

        assertThat(findings)
                .extracting(Finding::classification)
                .extracting("edition", "stated")
                .containsExactly(tuple(read, stated));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    code     | edition | written | prefix | codes         | outcome
                    880330   | HS2017  | HS2022  | 8807   | 880730        | CERTAIN
                    880330   | HS2017  | HS2022  | 8803   | -             | no
                    880730   | HS2022  | HS2017  | 8803   | 880330        | CERTAIN
                    880730   | HS2022  | HS2007  | 8803   | 880330        | CERTAIN
                    851712   | HS2017  | HS2022  | 851713 | 851713 851714 | EDITION_AMBIGUOUS
                    851712   | HS2017  | HS2022  | 8517   | 851713 851714 | CERTAIN
                    851712   | HS2017  | HS2022  | 851762 | -             | no
                    851713   | HS2022  | HS2012  | 8517   | 851712        | CERTAIN
                    854231   | HS2017  | HS2022  | 854231 | 854231 854239 | EDITION_AMBIGUOUS
                    854231   | HS2022  | HS2017  | 854231 | 854231        | CERTAIN
                    854239   | HS2022  | HS2017  | 854231 | 854231 854239 | EDITION_AMBIGUOUS
                    870340   | HS2022  | HS2012  | 870321 | 870321 870322 | EDITION_AMBIGUOUS
                    870340   | HS2022  | HS2007  | 8703   | 870321 870322 | CERTAIN
                    870323   | HS2022  | HS2007  | 8703   | 870323        | CERTAIN
                    8803     | HS2017  | HS2022  | 8807   | -             | no
                    8803     | HS2017  | HS2022  | 880330 | 8803          | CODE_NOT_SPECIFIC
                    """)
    void shouldTranslateIntoTheMeasuresEdition(
            String code, String edition, HsEdition written, String prefix, @Nullable String codes, String outcome) {
        List<Finding> findings = screen(
                transfer().from("RU").to("KP").items(item(1, code).edition(edition)),
                measure("M").writtenIn(written).goods(prefix));

        assertThat(outcome(findings)).isEqualTo(outcome);
        assertThat(codes(findings)).isEqualTo(codes);
    }

    /** National digits outlive a translation that changes nothing, and no other. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    code     | edition | written | codes
                    87032310 | HS2022  | HS2017  | 87032310
                    88073010 | HS2022  | HS2017  | 880330
                    85171200 | HS2017  | HS2022  | 851713 851714
                    85423110 | HS2022  | HS2017  | 85423110
                    85423110 | HS2017  | HS2017  | 85423110
                    """)
    void shouldDropNationalDigitsWithTheCodeThatTheyBelongTo(
            String code, String edition, HsEdition written, String codes) {
        List<Finding> findings = screen(
                transfer()
                        .from("RU")
                        .to("KP")
                        .items(item(1, code).edition(edition).tariff("CN")),
                measure("M").writtenIn(written).tariff("CN"));

        assertThat(codes(findings)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    code   | goods                   | prefix    | outcome
                    890310 | 8903                    | 8903      | CERTAIN
                    890310 | ex 8903                 | ex 8903   | PARTIAL_CODE
                    89     | 8903                    | 8903      | CODE_NOT_SPECIFIC
                    89     | ex 8903                 | ex 8903   | CODE_NOT_SPECIFIC
                    8904   | 8903                    | -         | no
                    890310 | *                       | *         | CERTAIN
                    890310 | 89, 8903                | 8903      | CERTAIN
                    890310 | 89, ex 8903             | 89        | CERTAIN
                    890310 | ex 8903, *              | *         | CERTAIN
                    890310 | ex 89, ex 8903          | ex 8903   | PARTIAL_CODE
                    8903   | ex 8903, 890391         | 890391    | CODE_NOT_SPECIFIC
                    89     | 8905, 8903              | 8903      | CODE_NOT_SPECIFIC
                    """)
    void shouldNameTheLongestPrefixThatMatchesWithoutDoubtElseTheLongest(
            String code, String goods, @Nullable String prefix, String outcome) {
        List<Finding> findings = screen(
                transfer().from("RU").to("KP").items(item(1, code)),
                measure("M").goods(list(goods)));

        assertThat(outcome(findings)).isEqualTo(outcome);
        Finding finding = only(findings);
        assertThat(
                        finding == null || finding.classification() == null
                                ? null
                                : finding.classification().prefix())
                .isEqualTo(prefix);
        assertThat(finding == null ? null : finding.matchedCommodity())
                .isEqualTo(prefix == null ? null : prefix.replace("ex ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    code   | edition | goods  | except         | outcome
                    860900 | HS2017  | 86     | 8609           | no
                    860900 | HS2017  | 86     | ex 8609        | EXCEPTION_NOT_DECIDABLE
                    860800 | HS2017  | 86     | 8609           | CERTAIN
                    86     | HS2017  | 86     | 8609           | EXCEPTION_NOT_DECIDABLE
                    86     | HS2017  | 86     | ex 8609        | EXCEPTION_NOT_DECIDABLE
                    860900 | HS2017  | 860900 | ex 8609, 86    | no
                    854231 | HS2022  | 85     | 854231         | no
                    854239 | HS2022  | 85     | 854231         | EXCEPTION_NOT_DECIDABLE
                    854239 | HS2022  | 85     | 854231, 854239 | EXCEPTION_NOT_DECIDABLE
                    854239 | HS2022  | 85     | 8542           | no
                    """)
    void shouldSpareWhatIsExceptedAndDoubtWhatMayBe(
            String code, String edition, String goods, String except, String outcome) {
        List<Finding> findings = screen(
                transfer().from("RU").to("KP").items(item(1, code).edition(edition)),
                measure("M").goods(list(goods)).except(list(except)));

        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    /** S/RES/2397 (2017), para. 7, as the design writes it down. */
    private static MeasureDraft vehicles() {
        return measure("UN-KP-2397-7-VEHICLES")
                .supplyTo("KP")
                .roles("DESTINATION", "CONSIGNEE", "END_USER", "ex TRANSIT")
                .writtenIn(HsEdition.HS2017)
                .goods("86", "87", "88", "89")
                .except("ex 8609")
                .from("2017-12-22");
    }

    @Test
    void shouldCatchTheLimousineOfFebruary2024() {
        List<Finding> findings =
                screen(transfer().on("2024-02-18").from("RU").to("KP").items(item(1, "8703.40")), vehicles());

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.type()).isEqualTo(ViolationType.PROHIBITED);
        assertThat(finding.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(finding.matches()).containsExactly(new RoleCountry(Role.DESTINATION, "KP"));
        assertThat(finding.jurisdiction()).isEmpty();
        assertThat(finding.matchedCommodity()).isEqualTo("87");
        // The table names 870340 in HS2017, where it was new, and not in HS2022, which left it alone.
        assertThat(finding.classification())
                .isEqualTo(new Classification(HsEdition.HS2017, false, List.of("870340"), "87"));
        assertThat(finding.threshold()).isNull();
    }

    @Test
    void shouldDoubtAContainerThatMayJustBeGoingHome() {
        List<Finding> findings =
                screen(transfer().on("2024-02-18").from("RU").to("KP").items(item(1, "8609.00")), vehicles());

        assertThat(outcome(findings)).isEqualTo("EXCEPTION_NOT_DECIDABLE");
    }

    private static @Nullable String codes(List<Finding> findings) {
        Finding finding = only(findings);
        return finding == null || finding.classification() == null
                ? null
                : Example.joined(finding.classification().codes().stream());
    }
}
