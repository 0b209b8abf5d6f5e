package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferFileTest {
    private static final String GOOD =
            "{\"transferId\":\"T-1\",\"occurredAt\":\"2024-02-18T00:00:00Z\"," + "\"goodsItems\":[{\"itemNumber\":1}]}";

    @TempDir
    private Path folder;

    @Test
    void shouldReadOneTransferALineAndCountLinesThatAreBlank() throws IOException {
        List<TransferRow> rows = rows("\uFEFF" + GOOD + "\r\n\n  \n" + GOOD);

        assertThat(rows).hasSize(2).allMatch(TransferRow.Good.class::isInstance);
        assertThat(rows).extracting(TransferRow::line).containsExactly(1L, 4L);
        assertThat(((TransferRow.Good) rows.get(0)).transfer().getTransferId()).isEqualTo("T-1");
        assertThat(((TransferRow.Good) rows.get(0)).screenable().transferId()).isEqualTo("T-1");
    }

    @Test
    void shouldSayWhatIsWrongWithEachBadRowAndGoOn() throws IOException {
        List<TransferRow> rows = rows(String.join(
                "\n",
                "{not json",
                "{\"transferId\":\"T-1\",\"ocurredAt\":\"2024-02-18T00:00:00Z\"}",
                GOOD.replace("T-1", ""),
                GOOD.replace("2024-02-18T00:00:00Z", "2024-02-18T00:00:00"),
                GOOD.replace("{\"itemNumber\":1}", ""),
                GOOD.replace("{\"itemNumber\":1}", "{\"itemNumber\":1},{\"itemNumber\":1}"),
                GOOD));

        assertThat(rows.subList(0, 6))
                .extracting(row -> ((TransferRow.Bad) row).defect().reason())
                .containsExactly(
                        Reason.MALFORMED_JSON,
                        Reason.WRONG_FIELD,
                        Reason.MISSING_TRANSFER_ID,
                        Reason.WRONG_FIELD,
                        Reason.NO_GOODS_ITEMS,
                        Reason.DUPLICATE_ITEM_NUMBER);
        assertThat(rows.get(6)).isInstanceOf(TransferRow.Good.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s]", "\uFEFF [\n%s\n,\n%s]\n", "%s\n%s", "\n\n%s\n\n%s"})
    void shouldReadAnArrayOfObjectsOverSeveralLinesAsOneALine(String written) throws IOException {
        String other = GOOD.replace("T-1", "T-2");

        assertThat(rows(written.formatted(GOOD, other)))
                .extracting(row -> ((TransferRow.Good) row).transfer().getTransferId())
                .containsExactly("T-1", "T-2");
        assertThat(rows(written.formatted(GOOD.replace("{", "{\n"), other.replace("{", "{\n"))))
                .extracting(row -> ((TransferRow.Good) row).transfer().getTransferId())
                .containsExactly("T-1", "T-2");
    }

    @Test
    void shouldSayWhichObjectOfAnArrayIsWrongAndThatNothingIsReadBehindBrokenJson() throws IOException {
        List<TransferRow> rows =
                rows("[\n" + GOOD + ",\n7,\n" + GOOD.replace("T-1", "") + ",\n{\"a\":,},\n" + GOOD + "]");

        assertThat(rows.get(0)).isInstanceOf(TransferRow.Good.class);
        assertThat(rows.subList(1, rows.size()))
                .extracting(row ->
                        row.line() + " " + ((TransferRow.Bad) row).defect().detail())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("3 is NUMBER, expected an object"),
                        one -> assertThat(one).startsWith("4 "),
                        one -> assertThat(one)
                                .startsWith("5 ")
                                .contains("; 3 objects were read before it, and nothing after it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x", "1234567"})
    void shouldReadAFileThatIsTooShortForAnyFormat(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("in.csv"), text);

        assertThat(WorkbookTable.isWorkbook(file)).isFalse();
        assertThat(rows(text)).noneMatch(TransferRow.Good.class::isInstance);
    }

    @Test
    void shouldUnpackAFileWhateverItsName() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write((GOOD + "\n" + GOOD).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(rows(out.toByteArray())).hasSize(2).allMatch(TransferRow.Good.class::isInstance);
    }

    @Test
    void shouldKeepTheBytesOfABadRow() throws IOException {
        byte[] notUtf8 = {'{', (byte) 0xFF, '}'};

        List<TransferRow> rows = rows(notUtf8);

        TransferRow.Bad bad = (TransferRow.Bad) rows.get(0);
        assertThat(bad.raw()).isEqualTo(notUtf8);
        assertThat(bad.defect().detail()).contains("not UTF-8");
    }

    @Test
    void shouldNotKeepALineThatIsTooLongForAnyTransfer() throws IOException {
        List<TransferRow> rows = rows(" x".repeat(ByteLines.MAX_LINE) + "\n" + GOOD);

        TransferRow.Bad bad = (TransferRow.Bad) rows.get(0);
        assertThat(bad.raw()).hasSize(ByteLines.MAX_LINE);
        assertThat(bad.defect().detail()).contains("longer than");
        assertThat(rows.get(1)).isInstanceOf(TransferRow.Good.class);
    }

    private List<TransferRow> rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<TransferRow> rows(byte[] bytes) throws IOException {
        try (TransferFile file = TransferFile.json(Files.write(folder.resolve("in.json"), bytes))) {
            List<TransferRow> rows = new ArrayList<>();
            file.forEachRemaining(rows::add);
            return rows;
        }
    }
}
