package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The open violations under one ruleset, from all partitions, in the order of output. It holds a few transfers at a time,
 * however many there are.
 *
 * <p>Threading notes: for one thread, after {@link Replay#read} has finished.
 */
final class OpenViolations implements Iterator<Violation> {
    private static final int TRANSFERS_AT_A_TIME = 500;

    private final PriorityQueue<Source> sources =
            new PriorityQueue<>(Comparator.comparing(Source::transferId, ViolationFile::compareAsUtf8));
    private Iterator<Violation> current = List.<Violation>of().iterator();

    OpenViolations(Collection<PartitionReplay> partitions, int law) {
        for (PartitionReplay partition : partitions) {
            Source source = new Source(partition, law);
            if (source.advance()) {
                sources.add(source);
            }
        }
        fill();
    }

    private void fill() {
        while (!current.hasNext() && !sources.isEmpty()) {
            String transferId = sources.element().transferId();
            // Another partitioner may have spread a transfer over partitions.
            List<Violation> violations = new ArrayList<>();
            while (!sources.isEmpty() && sources.element().transferId().equals(transferId)) {
                Source source = sources.remove();
                violations.addAll(source.violations());
                if (source.advance()) {
                    sources.add(source);
                }
            }
            violations.sort(ViolationFile.ORDER);
            current = violations.iterator();
        }
    }

    @Override
    public boolean hasNext() {
        return current.hasNext();
    }

    @Override
    public Violation next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Violation next = current.next();
        fill();
        return next;
    }

    /** The transfers of one partition. */
    private static final class Source {
        private final PartitionReplay partition;
        private final int law;
        private Iterator<byte[]> transferIds = List.<byte[]>of().iterator();
        private byte[] transferId = {};

        Source(PartitionReplay partition, int law) {
            this.partition = partition;
            this.law = law;
        }

        boolean advance() {
            if (!transferIds.hasNext()) {
                transferIds = partition
                        .transfersAfter(law, transferId, TRANSFERS_AT_A_TIME)
                        .iterator();
            }
            if (!transferIds.hasNext()) {
                return false;
            }
            transferId = transferIds.next();
            return true;
        }

        String transferId() {
            return new String(transferId, StandardCharsets.UTF_8);
        }

        List<Violation> violations() {
            return partition.openViolations(law, transferId);
        }
    }
}
