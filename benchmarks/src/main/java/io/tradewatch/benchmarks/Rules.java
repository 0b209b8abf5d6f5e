package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.DroolsScreening.Breach;
import io.tradewatch.benchmarks.DroolsScreening.Movement;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.Screening;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it takes to judge a transfer under 1,000 measures, by Tradewatch and by Drools. Transfers are decoded and facts are
 * made beforehand, and all of them are judged once and compared with the reference before time is taken.
 *
 * <p>JMH asks for a public class. Used by one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Rules {
    /** As many as Drools is given at once where it screens several. */
    static final int TOGETHER = 256;

    private static final int TRANSFERS = 1 << 13;
    private static final int MEASURES = 1_000;

    /** What a transfer is to the law. */
    public enum Kind {
        /** The usual mixture without what breaks a measure: one in ten goes to a country that measures target. */
        CLEAN("a clean transfer", GeneratedTrade.Kind.CLEAN),
        /** Breaks at least one measure. */
        VIOLATING("one that breaks a measure", GeneratedTrade.Kind.HIT);

        private final String words;
        private final GeneratedTrade.Kind generated;

        Kind(String words, GeneratedTrade.Kind generated) {
            this.words = words;
            this.generated = generated;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What is judged. */
    @Param
    public Kind kind;

    private List<Measure> law;
    private Set<String> expected;
    private SerializedTrade trade;
    private Screening screening;
    private OutlineReader outlines;
    private SkippingTransferDecoder decoder;
    private final Transfer[] transfers = new Transfer[TRANSFERS];
    private int next;

    /** Decodes transfers, and checks what Tradewatch finds in them. */
    @Setup
    public void decode() throws RegistryUnavailableException {
        law = GeneratedLaw.measures(MEASURES);
        screening = MicroLaw.compile(law);
        GeneratedTrade generated = new GeneratedTrade(law);
        expected = ExpectedAlerts.ids(generated.all(kind.generated, TRANSFERS), law);
        trade = SerializedTrade.of(generated.all(kind.generated, TRANSFERS));
        outlines = new OutlineReader(trade.schemas());
        decoder = new SkippingTransferDecoder(trade.schemas());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            Transfer transfer = decoder.decodeDeciding(trade.values()[i]).orElseThrow();
            transfers[i] = transfer;
            ids(transfer, screening.screen(transfer)).forEach(found::add);
            if (!screening.screen(transfer).equals(screen(i))) {
                throw new WrongOutputException(transfer.transferId() + " has another outcome by its bytes");
            }
        }
        ExpectedAlerts.require(expected, found, "Tradewatch");
    }

    private static Stream<String> ids(Transfer transfer, List<Finding> findings) {
        return findings.stream()
                .map(finding -> Violations.id(transfer.transferId(), finding.itemNumber(), finding.measureId()));
    }

    /** Drools with the same law, and the same transfers as its facts. */
    @State(Scope.Thread)
    public static class Drools {
        private final Movement[] movements = new Movement[TRANSFERS];
        private DroolsScreening drools;

        /** Compiles the rules, and checks what they find, transfer by transfer and in many at once. */
        @Setup
        public void compile(Rules rules) {
            drools = new DroolsScreening(rules.law);
            for (int i = 0; i < TRANSFERS; i++) {
                movements[i] = Movement.of(rules.trade.transfers().get(i));
            }
            require(rules.expected, 1);
            require(rules.expected, TOGETHER);
        }

        private void require(Set<String> expected, int together) {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < TRANSFERS; i += together) {
                drools.screen(movements, i, together).stream()
                        .map(Breach::violationId)
                        .forEach(found::add);
            }
            ExpectedAlerts.require(expected, found, "Drools, " + together + " at once");
        }

        /** Frees the session. */
        @TearDown
        public void close() {
            drools.close();
        }
    }

    private int advance(int by) {
        int now = next;
        next = (next + by) & (TRANSFERS - 1);
        return now;
    }

    /** Tradewatch's rules. */
    @Benchmark
    public List<Finding> tradewatch() {
        return screening.screen(transfers[advance(1)]);
    }

    /** Tradewatch as its application goes about it, from the bytes of the topic. */
    @Benchmark
    public List<Finding> tradewatchFromBytes() throws RegistryUnavailableException {
        return screen(advance(1));
    }

    private List<Finding> screen(int i) throws RegistryUnavailableException {
        TransferOutline outline = outlines.read(trade.keys()[i], trade.values()[i]);
        return outline != null && screening.isClear(outline)
                ? List.of()
                : screening.screen(decoder.decodeDeciding(trade.values()[i]).orElseThrow());
    }

    /** Drools, one transfer after another. */
    @Benchmark
    public List<Breach> drools(Drools drools) {
        return drools.drools.screen(drools.movements, advance(1), 1);
    }

    /** Drools, many transfers at once. */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public List<Breach> droolsTogether(Drools drools) {
        return drools.drools.screen(drools.movements, advance(TOGETHER), TOGETHER);
    }
}
