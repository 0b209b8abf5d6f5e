package io.tradewatch.engine.rules;

import static io.tradewatch.engine.generators.ItemDraft.item;
import static io.tradewatch.engine.generators.MeasureDraft.measure;
import static io.tradewatch.engine.generators.TransferDraft.transfer;
import static io.tradewatch.engine.rules.Example.only;
import static io.tradewatch.engine.rules.Example.outcome;
import static io.tradewatch.engine.rules.Example.screen;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Threshold;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 6, thresholds, by example: snowmobiles over USD 2,000 each, supplied from RU to KP. "-" stands for absent. */
class ThresholdExamplesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    value    | quantity | unit | outcome       | perPiece | factor
                    2000     | 1        | C62  | no            | -        | -
                    2000.01  | 1        | C62  | CERTAIN       | 2000.01  | 1
                    4000.01  | 2        | -    | CERTAIN       | 2000.005 | 1
                    4000     | 2        | -    | no            | -        | -
                    1000.5   | 0.5      | EA   | CERTAIN       | 2001     | 1
                    7000     | 3        | PR   | CERTAIN       | 2333.333333 | 1
                    24000    | 1        | DZN  | no            | -        | -
                    24000.01 | 1        | DPR  | CERTAIN       | 2000.000833 | 12
                    300000   | 1        | CEN  | CERTAIN       | 3000     | 100
                    288001   | 1        | GRO  | CERTAIN       | 2000.006944 | 144
                    3000000  | 1        | MIL  | CERTAIN       | 3000     | 1000
                    9000     | 1        | KGM  | VALUE_UNKNOWN | -        | -
                    9000     | 1        | c62  | VALUE_UNKNOWN | -        | -
                    9000     | 0        | C62  | VALUE_UNKNOWN | -        | 1
                    9000     | -1       | C62  | VALUE_UNKNOWN | -        | 1
                    9000     | -        | C62  | VALUE_UNKNOWN | -        | 1
                    -        | 1        | C62  | VALUE_UNKNOWN | -        | 1
                    """)
    void shouldCompareTheValueOfOnePiece(
            @Nullable String value,
            @Nullable String quantity,
            @Nullable String unit,
            String outcome,
            @Nullable BigDecimal perPiece,
            @Nullable Integer factor) {
        List<Finding> findings = screen(
                transfer()
                        .from("RU")
                        .to("KP")
                        .items(item(1, "870310").quantity(quantity, unit).value(value, "USD")),
                measure("M").goods("870310").unitValueOver("2000", "USD"));

        assertThat(outcome(findings)).isEqualTo(outcome);
        Finding finding = only(findings);
        if (finding != null) {
            BigDecimal rate = value == null ? null : BigDecimal.ONE;
            Money limit = new Money(new BigDecimal("2000"), "USD");
            assertThat(finding.threshold()).isEqualTo(new Threshold(limit, perPiece, rate, null, factor));
        }
    }

    /**
     * Known rates: EUR to USD 1.25 of 2018-06-01, 1.2 of 2018-06-15 and 9 of 2018-06-16; USD to KRW 1000 and GBP to USD 3
     * of 2018-06-01.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    day        | value   | currency | limit | limitCurrency | outcome       | rate           | rateDate   | perPiece
                    2018-06-14 | 1600    | EUR      | 2000  | USD           | no            | -              | -          | -
                    2018-06-14 | 1600.01 | EUR      | 2000  | USD           | CERTAIN       | 1.25           | 2018-06-01 | 2000.0125
                    2018-06-15 | 1600.01 | EUR      | 2000  | USD           | no            | -              | -          | -
                    2018-06-15 | 2000    | EUR      | 2000  | USD           | CERTAIN       | 1.2            | 2018-06-15 | 2400
                    2018-05-31 | 9999    | EUR      | 2000  | USD           | VALUE_UNKNOWN | -              | -          | -
                    2018-06-15 | 2000001 | KRW      | 2000  | USD           | CERTAIN       | 0.001          | 2018-06-01 | 2000.001
                    2018-06-15 | 2000000 | KRW      | 2000  | USD           | no            | -              | -          | -
                    2018-06-15 | 60      | USD      | 20    | GBP           | no            | -              | -          | -
                    2018-06-15 | 61      | USD      | 20    | GBP           | CERTAIN       | 0.333333333333 | 2018-06-01 | 20.333333
                    2018-06-15 | 9999    | EUR      | 20    | KRW           | VALUE_UNKNOWN | -              | -          | -
                    2018-06-15 | 9999    | CHF      | 2000  | USD           | VALUE_UNKNOWN | -              | -          | -
                    2018-06-15 | 9999    | usd      | 2000  | USD           | VALUE_UNKNOWN | -              | -          | -
                    """)
    void shouldConvertAtTheLatestRateOnOrBeforeTheDay(
            String day,
            String value,
            String currency,
            String limit,
            String limitCurrency,
            String outcome,
            @Nullable BigDecimal rate,
            @Nullable LocalDate rateDate,
            @Nullable BigDecimal perPiece) {
        List<Finding> findings = screen(
                transfer()
                        .on(day)
                        .from("RU")
                        .to("KP")
                        .items(item(1, "870310").quantity("1", "C62").value(value, currency)),
                measure("M").goods("870310").unitValueOver(limit, limitCurrency));

        assertThat(outcome(findings)).isEqualTo(outcome);
        Finding finding = only(findings);
        if (finding != null) {
            Money expected = new Money(new BigDecimal(limit), limitCurrency);
            assertThat(finding.threshold()).isEqualTo(new Threshold(expected, perPiece, rate, rateDate, 1));
        }
    }
}
