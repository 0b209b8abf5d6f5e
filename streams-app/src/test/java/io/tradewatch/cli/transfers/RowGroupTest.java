package io.tradewatch.cli.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of one declaration and the transfer that they make. */
class RowGroupTest {
    private static final String BY_ITEM_NUMBER = """
            fields:
              transferId: no
              occurredAt: { column: day, format: yyyy-MM-dd }
              countryOfDestination: to
              consignee.name: receiver
              contractDate: { column: contract, format: yyyy-MM-dd }
              goodsItems[0].itemNumber: item
              goodsItems[0].commodityCode: hs
            """;
    private static final String BY_COLUMN =
            "groupBy: no\n" + BY_ITEM_NUMBER.replace("  goodsItems[0].itemNumber: item\n", "");
    private static final String HEADER = "no,item,day,to,receiver,contract,hs\n";

    @TempDir
    private Path folder;

    @Test
    void shouldMakeOneTransferOfRowsThatShareAnIdAndNumberItems() throws Exception {
        List<TransferRow> rows = rows(BY_ITEM_NUMBER, HEADER + """
                D1,1,2024-02-18,KP,R,,0901.21
                D2,1,2024-02-18,JP,R,,0901.22
                D1,3,2024-02-18,KP,R,,2204.21
                D1,2,2024-02-18,KP,R,,8703.24
                """);

        assertThat(rows).hasSize(2);
        assertThat(items(rows.get(0))).containsExactly("1 0901.22");
        assertThat(items(rows.get(1))).containsExactly("1 0901.21", "3 2204.21", "2 8703.24");
        assertThat(rows.get(1).line()).isEqualTo(2);
        assertThat(((TransferRow.Good) rows.get(1)).rows())
                .extracting(TransferRow.Source::line)
                .containsExactly(2L, 4L, 5L);
    }

    @Test
    void shouldCountTheItemsOfAGroupWhoseRowsHaveNoNumbers() throws Exception {
        List<TransferRow> rows = rows(BY_COLUMN, HEADER + """
                D1,,2024-02-18,KP,R,,0901.21
                D1,,2024-02-18,KP,R,,0901.21
                ,,2024-02-18,KP,R,,0901.21
                """);

        assertThat(items(rows.get(0))).containsExactly("1 0901.21", "2 0901.21");
        assertThat(((TransferRow.Bad) rows.get(1)).defect().reason()).isEqualTo(Reason.MISSING_TRANSFER_ID);
    }

    @Test
    void shouldTakeWhatBelongsToTheWholeFromWhicheverRowSaysIt() throws Exception {
        List<TransferRow> rows = rows(BY_ITEM_NUMBER, HEADER + """
                D1,1,2024-02-18,,R,,0901.21
                D1,2,2024-02-18,KP,,,8703.24
                """);

        Transfer transfer = ((TransferRow.Good) rows.get(0)).transfer();
        assertThat(transfer.getCountryOfDestination()).isEqualTo("KP");
        assertThat(transfer.getConsignee().getName()).isEqualTo("R");
    }

    @Test
    void shouldRejectARowThatContradictsTheTransferWhereThatDecides() throws Exception {
        List<TransferRow> rows = rows(BY_ITEM_NUMBER, HEADER + """
                D1,1,2024-02-18,JP,R,,0901.21
                D1,2,2024-02-18,KP,R,,8703.24
                D1,1,2024-02-18,JP,R,,0902.10
                D1,1,2024-02-18,JP,R,,0901.21
                """);

        assertThat(rows).hasSize(3);
        assertThat(((TransferRow.Bad) rows.get(0)).defect().toString())
                .startsWith("CONFLICTING_REVISION: countryOfDestination is \"KP\", and \"JP\" on line 2");
        assertThat(((TransferRow.Bad) rows.get(1)).defect().toString())
                .startsWith("CONFLICTING_REVISION: item 1 stands on line 2");
        assertThat(items(rows.get(2))).containsExactly("1 0901.21");
    }

    @Test
    void shouldNoteWhereRowsDifferInWhatDecidesNothingAndForgetAContractDateThatIsTwo() throws Exception {
        List<TransferRow> rows = rows(BY_ITEM_NUMBER, HEADER + """
                D1,1,2024-02-18,KP,Acme,2017-01-01,0901.21
                D1,2,2024-02-18,KP,ACME,2018-01-01,8703.24
                D1,3,2024-02-18,KP,Acme,2017-01-01,8703.24
                """);

        TransferRow.Good good = (TransferRow.Good) rows.get(0);
        assertThat(good.transfer().getConsignee().getName()).isEqualTo("Acme");
        assertThat(good.transfer().getContractDate()).isNull();
        assertThat(good.notes())
                .extracting(note -> note.line() + " " + note.text().replaceAll(" .*", ""))
                .containsExactly("3 consignee.name", "3 contractDate");
    }

    @Test
    void shouldTakeATransferWholeOrNotAtAll() throws Exception {
        List<TransferRow> rows = rows(BY_ITEM_NUMBER, HEADER + """
                D1,1,2024-02-18,KP,R,,0901.21
                D1,one,2024-02-18,KP,R,,8703.24
                D2,1,2024-02-18,KP,R,,8703.24
                D2,,2024-02-18,KP,R,,8703.24
                """);

        assertThat(rows).hasSize(4).allMatch(TransferRow.Bad.class::isInstance);
        assertThat(((TransferRow.Bad) rows.get(0)).defect().detail()).contains("line 3 belongs to the same transfer");
        assertThat(((TransferRow.Bad) rows.get(1)).defect().detail()).contains("itemNumber is 'one'");
        assertThat(((TransferRow.Bad) rows.get(3)).defect().reason()).isEqualTo(Reason.MISSING_ITEM_NUMBER);
    }

    @Test
    void shouldKeepRevisionsOfATransferApart() throws Exception {
        List<TransferRow> rows = rows(BY_ITEM_NUMBER + "  revision: receiver\n", HEADER + """
                D1,1,2024-02-18,KP,0,,8703.24
                D1,1,2024-02-18,JP,1,,8703.24
                """);

        assertThat(rows).hasSize(2).allMatch(TransferRow.Good.class::isInstance);
    }

    @Test
    void shouldRefuseGroupsWhoseItemsWouldHaveOneNumber() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> rows(
                        "groupBy: no\n" + BY_ITEM_NUMBER.replace("itemNumber: item", "itemNumber: { constant: 1 }"),
                        HEADER))
                .withMessageContaining("leave it out");
    }

    private static List<String> items(TransferRow row) {
        return ((TransferRow.Good) row)
                .transfer().getGoodsItems().stream().map(RowGroupTest::text).toList();
    }

    private static String text(GoodsItem item) {
        return item.getItemNumber() + " " + item.getCommodityCode();
    }

    private List<TransferRow> rows(String mapping, String csv) throws IOException, MappingException {
        Path file = Files.writeString(folder.resolve("in.csv"), csv);
        Path written = Files.writeString(folder.resolve("map.yaml"), mapping);
        try (TransferFile rows = TransferFile.table(file, TableMapping.read(written))) {
            List<TransferRow> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }
}
