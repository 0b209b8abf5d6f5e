package io.tradewatch.cli.transfers;

import io.tradewatch.codec.TransferJson;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one JSON object per line; a broken line costs that line only. */
final class JsonLines implements RowSource {
    private final InputFile file;
    private final ByteLines lines;

    JsonLines(InputFile file) throws IOException {
        this.file = file;
        this.lines = new ByteLines(file, StandardCharsets.UTF_8);
    }

    @Override
    public boolean read(Consumer<TransferRow> out) throws IOException {
        Optional<ByteLines.Line> line = lines.next();
        line.filter(written -> !written.isBlank()).ifPresent(written -> read(written, out));
        return line.isPresent();
    }

    private static void read(ByteLines.Line line, Consumer<TransferRow> out) {
        TransferRow.Source source = new TransferRow.Source(line.number(), line.bytes());
        if (line.text() instanceof ByteLines.Text.Decoded text) {
            TransferFile.rows(TransferJson.read(text.text()), List.of(), List.of(source))
                    .forEach(out);
        } else if (line.text() instanceof ByteLines.Text.Unreadable unreadable) {
            out.accept(new TransferRow.Bad(
                    line.number(),
                    line.bytes(),
                    Optional.empty(),
                    new StructuralDefect(StructuralDefect.Reason.MALFORMED_JSON, unreadable.why())));
        }
    }

    @Override
    public byte[] preamble() {
        return lines.mark();
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
