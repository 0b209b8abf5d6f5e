package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.transfers.TableMapping;
import io.tradewatch.cli.transfers.TransferFile;
import io.tradewatch.cli.transfers.TransferRow;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Import declarations of a file, over and over, each time with ids of their own. In one in a thousand the country of departure
 * is replaced by North Korea, so that something is found whatever the file holds.
 *
 * @param rows the transfers that the product's own mapping makes of them, at least one
 * @param refused how many rows it makes no transfer of
 */
record Declarations(List<Transfer> rows, int refused) {
    private static final int ONE_IN = 1_000;
    private static final int REPLACED_AT = 500;

    Declarations {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the file of declarations holds none that the mapping fits");
        }
    }

    /** Reads a file as {@code transfers publish} does. */
    static Declarations read(Path file, Path mapping) throws IOException, MappingException {
        List<Transfer> rows = new ArrayList<>();
        int refused = 0;
        try (TransferFile read = TransferFile.table(file, TableMapping.read(mapping))) {
            while (read.hasNext()) {
                if (read.next() instanceof TransferRow.Good good) {
                    rows.add(good.transfer());
                } else {
                    refused++;
                }
            }
        }
        return new Declarations(rows, refused);
    }

    /** As many as are wanted, from the first row on. */
    Stream<Transfer> transfers(int count) {
        return LongStream.range(0, count).mapToObj(this::transfer);
    }

    /** A transfer by its number, from 0. */
    Transfer transfer(long number) {
        Transfer transfer = Transfer.newBuilder(rows.get(row(number)))
                .setTransferId(transferId(number))
                .build();
        if (isReplaced(number)) {
            transfer.setCountryOfDispatch(GeneratedLaw.KOREA);
        }
        return transfer;
    }

    /** The id of a transfer by its number. */
    String transferId(long number) {
        return rows.get(row(number)).getTransferId() + "-" + number / rows.size();
    }

    /** Which row a transfer is made of, by its number. */
    int row(long number) {
        return (int) (number % rows.size());
    }

    /** Whether the country of departure is another than in the row. */
    static boolean isReplaced(long number) {
        return number % ONE_IN == REPLACED_AT;
    }
}
