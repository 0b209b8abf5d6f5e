package io.tradewatch.benchmarks;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.ProjectingTransferDecoder;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.Screening;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to read a transfer of the usual mixture from its bytes, as far as screening needs it or whole, and to write
 * an alert. Everything is read and written once and compared before time is taken.
 *
 * <p>JMH asks for a public class. Used by one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Codings {
    private static final int TRANSFERS = 1 << 13;
    private static final int ALERTS = 1 << 10;
    private static final int MEASURES = 1_000;

    private final List<Violation> alerts = new ArrayList<>();
    private SerializedTrade trade;
    private OutlineReader outlines;
    private SkippingTransferDecoder skipping;
    private ProjectingTransferDecoder projecting;
    private PlainAvroReader<Transfer> avro;
    private RegistryEncoder<Violation> encoder;
    private int next;

    /** Makes readers and writers, and checks each against the others. */
    @Setup
    public void prepare() throws RegistryUnavailableException, IOException {
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade generated = new GeneratedTrade(law);
        trade = SerializedTrade.of(generated.mixture(TRANSFERS));
        outlines = new OutlineReader(trade.schemas());
        skipping = new SkippingTransferDecoder(trade.schemas());
        projecting = new ProjectingTransferDecoder(trade.schemas());
        avro = new PlainAvroReader<>(trade.schemas(), Transfer.class, Transfer.getClassSchema());
        for (int i = 0; i < TRANSFERS; i++) {
            requireSame(i);
        }
        encoder =
                RegistryEncoder.violations(trade.schemas(), SerializedTrade.TOPIC + "-alerts", Registration.AUTOMATIC);
        Screening screening = MicroLaw.compile(law);
        String lawVersion = MicroLaw.reference().lawVersion();
        generated.all(GeneratedTrade.Kind.HIT, ALERTS).forEach(transfer -> addAlert(transfer, screening, lawVersion));
        ViolationDecoder decoder = new ViolationDecoder(trade.schemas());
        for (Violation alert : alerts) {
            require(alert.equals(decoder.decode(encoder.encode(alert)).orElseThrow()), alert.getViolationId());
        }
    }

    private void requireSame(int i) throws RegistryUnavailableException, IOException {
        Transfer transfer = trade.transfers().get(i);
        byte[] value = trade.values()[i];
        String id = transfer.getTransferId();
        TransferOutline outline = outlines.read(trade.keys()[i], value);
        require(
                outline != null
                        && outline.occurredAt() == transfer.getOccurredAt().toEpochMilli(),
                id);
        require(skipping.decodeDeciding(value).equals(projecting.decodeDeciding(value)), id);
        require(skipping.decodeWhole(value).orElseThrow().equals(transfer), id);
        require(TransferMapping.toScreening(avro.read(value)).equals(TransferMapping.toScreening(transfer)), id);
    }

    private static void require(boolean isSame, String id) {
        if (!isSame) {
            throw new WrongOutputException(id + " is not read as it was written");
        }
    }

    private void addAlert(Transfer transfer, Screening screening, String lawVersion) {
        io.tradewatch.engine.model.Transfer screened =
                TransferMapping.toScreening(transfer).orElseThrow();
        Finding finding = screening.screen(screened).get(0);
        alerts.add(ViolationRecords.of(
                transfer,
                finding,
                lawVersion,
                0,
                ViolationStatus.OPEN,
                StatusReason.DETECTED,
                Explanation.of(screened, finding)));
    }

    private int advance() {
        return next++ & (TRANSFERS - 1);
    }

    /** The outline, which tells nearly all clean transfers. */
    @Benchmark
    public TransferOutline outline() {
        int i = advance();
        return outlines.read(trade.keys()[i], trade.values()[i]);
    }

    /** What decides, by the plan for a writer's schema. */
    @Benchmark
    public DecodeResult<io.tradewatch.engine.model.Transfer> deciding() throws RegistryUnavailableException {
        return skipping.decodeDeciding(trade.values()[advance()]);
    }

    /** The same, by Avro's projection. */
    @Benchmark
    public DecodeResult<io.tradewatch.engine.model.Transfer> decidingByAvro() throws RegistryUnavailableException {
        return projecting.decodeDeciding(trade.values()[advance()]);
    }

    /** The whole transfer, checked. */
    @Benchmark
    public DecodeResult<Transfer> whole() throws RegistryUnavailableException {
        return skipping.decodeWhole(trade.values()[advance()]);
    }

    /** The whole transfer, by Avro's reader alone. */
    @Benchmark
    public Transfer wholeByAvro() throws IOException, RegistryUnavailableException {
        return avro.read(trade.values()[advance()]);
    }

    /** The bytes of an alert. */
    @Benchmark
    public byte[] alert() throws RegistryUnavailableException {
        return encoder.encode(alerts.get(advance() & (ALERTS - 1)));
    }
}
