package io.tradewatch.cli.report;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.report.RunDescription.Fact;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.files.CoverageGap;
import io.tradewatch.ruleset.files.ExpectedList;
import io.tradewatch.ruleset.files.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Violations and descriptions for the tests of reports. All names in them are made up. */
final class ReportSamples {
    private static final String VIOLATION = """
            {"violationId":"0123456789abcdef0123456789abcdef","sequence":0,"status":"OPEN","statusReason":"DETECTED",
             "type":"PROHIBITED","certainty":"POSSIBLE","doubts":["PARTIAL_CODE"],
             "unreadable":[{"role":"TRANSIT","text":"Atlantis"}],
             "transferId":"T-1","transferRevision":2,"itemNumber":1,
             "occurredAt":"2018-10-07T12:30:00Z","occurredOn":"2018-10-08","contractDate":"1850-01-01",
             "natureOfTransaction":"SALE","source":{"kind":"OTHER","name":"Made-up source","reference":"R"},
             "countryOfDispatch":"RU","countryOfDestination":"KP",
             "consignor":{"name":"Made-up Consignor","country":"RU"},"consignee":{"name":"Made-up Consignee"},
             "endUser":{"name":"Made-up User"},"itinerary":[{"location":"RUVVO"}],
             "transport":{"vesselName":"Made-up Vessel","vesselImo":"9999999","flag":"TG"},
             "goodsItem":{"itemNumber":1,"commodityCode":"8703.24","description":"cars","countryOfOrigin":"DE",
              "quantity":"2","unit":"C62","netMassKg":"1234.500",
              "value":{"amount":"12345678901234567890.25","currency":"USD"}},
             "measureId":"M-1","measureRevision":1,"authority":"UN","programme":"UN-DPRK","instrument":"S/RES/1",
             "provision":"para. 1","url":"https://example.org/law","citationStatus":"UNVERIFIED","citationNote":"A note.",
             "summary":"Cars","action":"PROHIBIT","flow":"EXPORT","effectiveFrom":"2017-12-22","condition":"A condition",
             "exceptions":["One","Two"],"recordedAt":"2017-12-22T00:00:00Z",
             "jurisdiction":[{"role":"DISPATCH","country":"RU"}],
             "classification":{"edition":"HS2017","stated":false,"codes":["870324"],"prefix":"ex 8703"},
             "lawVersion":"0123456789abcdef","matches":[{"role":"DESTINATION","country":"KP"}],
             "matchedCommodity":"8703","explanation":"A sentence.","contentRead":false,"provisionRead":true,
             "textAsOf":"2026-01-01"}
            """;

    private ReportSamples() {}

    /** A violation with a value in each field that a report shows. */
    static Violation violation() {
        return AvroJson.read(VIOLATION, Violation.class).orElseThrow();
    }

    static Violation violation(String transferId) {
        Violation violation = violation();
        violation.setTransferId(transferId);
        return violation;
    }

    static List<ReportedViolation> open(Violation... violations) {
        return List.of(violations).stream().map(ReportedViolation::open).toList();
    }

    /** A violation that has one text in each field of text. */
    static Violation withText(String text) {
        Violation violation = violation();
        replaceTexts(violation, text);
        return violation;
    }

    private static void replaceTexts(IndexedRecord record, String text) {
        for (Schema.Field field : record.getSchema().getFields()) {
            record.put(field.pos(), replaced(record.get(field.pos()), text));
        }
    }

    private static @Nullable Object replaced(@Nullable Object value, String text) {
        if (value instanceof IndexedRecord record) {
            replaceTexts(record, text);
            return record;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(each -> all.add(replaced(each, text)));
            return all;
        }
        return value instanceof CharSequence ? text : value;
    }

    /** A description that has one text in each place. */
    static RunDescription run(String text) {
        Problems problems = new Problems();
        problems.leftOut(text, text, text);
        problems.note(text, text);
        ExpectedList list = new ExpectedList(
                Place.whole(Path.of("coverage.yaml")),
                text,
                text,
                List.of(),
                Flow.EXPORT,
                HsEdition.HS2017,
                List.of(),
                LocalDate.EPOCH,
                text,
                List.of(new ExpectedList.Shortfall(1, text, text)),
                List.of(),
                text);
        CoverageGap gap =
                new CoverageGap(text, text, CoverageGap.Kind.NOT_READ, text, null, LocalDate.parse("2026-01-01"));
        return new RunDescription(
                text,
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(new Fact(text, text)),
                List.of(new Fact(text, text)),
                problems,
                new LawGaps(List.of(list), List.of(gap)));
    }

    /** Texts that try to become a formula, markup, another cell or another line; none is blank. */
    static Arbitrary<String> hostileTexts() {
        Arbitrary<String> beginnings = Arbitraries.of(
                "=1+1",
                "@SUM(A1)",
                "+1",
                "-1",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00a0=1",
                "\uff1d1",
                "_x003D_1",
                "\u200b=1",
                "\ufeff=1",
                "<script>alert(1)</script>",
                "</style><b>",
                "\"><img src=x onerror=alert(1)>",
                "'\"&amp;<!--",
                "]]>",
                "\u202e",
                "\ud800",
                "\u0000\u0008",
                "\ufffe\uffff",
                "a,b;c",
                "two\nlines",
                "javascript:alert(1)",
                "🚗");
        return beginnings.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts) + "x");
    }
}
