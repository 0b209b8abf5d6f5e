package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends transfers at times that are fixed beforehand, whatever becomes of them: who falls behind is not waited for, and what
 * is sent too late says how late. Clean transfers are encoded beforehand and sent again and again, as they leave nothing
 * behind; each that breaks a measure is new. Used by one thread.
 */
final class OpenLoad {
    private static final int CLEAN = 50_000;
    private static final int ONE_IN = 1_000;
    private static final long PAUSE_NANOS = 200_000;

    /** So that there are a thousand in eight seconds. */
    private static final int LEAST_PROBES_A_SECOND = 125;

    private final BenchCluster cluster;
    private final TopicNames topics;
    private final GeneratedTrade trade;
    private final List<ProducerRecord<byte[], byte[]>> clean;
    private long probes;

    /**
     * A transfer that breaks a measure.
     *
     * @param violationId the violation that it must lead to
     * @param due when it was to be sent, in the terms of {@link System#nanoTime}
     * @param lateNanos how much later it was sent
     * @param written what the broker has said or will say of it
     */
    record Probe(String violationId, long due, long lateNanos, Future<RecordMetadata> written) {}

    OpenLoad(BenchCluster cluster, TopicNames topics, GeneratedTrade trade) {
        this.cluster = cluster;
        this.topics = topics;
        this.trade = trade;
        this.clean = trade.all(Kind.CLEAN, CLEAN)
                .map(transfer -> cluster.encode(topics, transfer))
                .toList();
    }

    /** Sends for some time, and returns what it sent that breaks a measure: one in a thousand, or more at small rates. */
    List<Probe> send(double perSecond, Duration time) {
        long total = (long) (perSecond * time.toNanos() / 1e9);
        long probeEvery = Math.min(ONE_IN, Math.max(1, (long) (perSecond / LEAST_PROBES_A_SECOND)));
        double nanosEach = 1e9 / perSecond;
        List<Probe> sent = new ArrayList<>();
        long start = System.nanoTime();
        for (long number = 0; number < total; number++) {
            long due = start + (long) (number * nanosEach);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (number % probeEvery == 0) {
                sent.add(probe(due));
            } else {
                Future<RecordMetadata> unused = cluster.send(clean.get((int) (number % CLEAN)));
            }
        }
        return sent;
    }

    /** Sends clean transfers as fast as the producer takes them; returns when all are written. */
    void rush(int transfers) {
        for (int number = 0; number < transfers; number++) {
            Future<RecordMetadata> unused = cluster.send(clean.get(number % CLEAN));
        }
        cluster.flush();
    }

    private Probe probe(long due) {
        var transfer = trade.transfer(probes++, Kind.PROBE);
        String violationId =
                Violations.id(transfer.getTransferId(), 1, GeneratedLaw.probe().measureId());
        ProducerRecord<byte[], byte[]> record = cluster.encode(topics, transfer);
        long late = System.nanoTime() - due;
        return new Probe(violationId, due, late, cluster.send(record));
    }
}
