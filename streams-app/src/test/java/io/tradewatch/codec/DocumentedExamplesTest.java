package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Measure;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What the documentation shows is what the code reads and writes. */
class DocumentedExamplesTest {
    private static final Path CONTRACTS = Path.of("../docs/contracts.md");

    @Test
    void shouldReadAndWriteTheDocumentedTransfer() throws IOException {
        Transfer transfer = example("transfer", Transfer.class);

        assertThat(TransferMapping.toScreening(transfer)).isInstanceOf(DecodeResult.Decoded.class);
    }

    @Test
    void shouldReadAndWriteTheDocumentedMeasure() throws IOException {
        Measure measure = example("measure", Measure.class);

        assertThat(MeasureMapping.toScreening(measure)).isInstanceOf(DecodeResult.Decoded.class);
    }

    @Test
    void shouldReadAndWriteTheDocumentedViolation() throws IOException {
        assertThat(example("violation", Violation.class).getTransferId()).isEqualTo("EX-1");
    }

    @Test
    void shouldDocumentEveryReason() throws IOException {
        assertThat(Files.readString(CONTRACTS))
                .contains(Arrays.stream(StructuralDefect.Reason.values())
                        .map(reason -> "`" + reason + "`")
                        .toList());
    }

    private static <T extends SpecificRecord> T example(String name, Class<T> type) throws IOException {
        Matcher block = Pattern.compile("```json " + name + "\n(.*)\n```").matcher(Files.readString(CONTRACTS));
        assertThat(block.find()).as("an example named " + name).isTrue();

        T record = AvroJson.read(block.group(1), type).orElseThrow();

        assertThat(AvroJson.write(record)).isEqualTo(block.group(1));
        return record;
    }
}
