package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.streams.History.Input;
import io.tradewatch.streams.History.Piece;
import io.tradewatch.streams.promises.ObservedAlert;
import io.tradewatch.streams.promises.ObservedDeadLetter;
import io.tradewatch.streams.promises.OpenViolations;
import io.tradewatch.streams.promises.ProducedLaw;
import io.tradewatch.streams.promises.ProducedTransfer;
import io.tradewatch.streams.promises.Promise;
import io.tradewatch.streams.promises.Promises;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes first, the same violations are open in the end. */
@Tag("slow")
class OrderIndependenceTest {
    /** Small sets of input, and random orders of each: as many histories as one times the other. */
    private static final int SETS = Integer.getInteger("tradewatch.orders.sets", 1_000);

    private static final int ORDERS_OF_EACH = 10;

    /** Orders on Kafka's test driver, where each start takes longer than a history of the model. */
    private static final int ORDERS_ON_THE_TOPOLOGY = Integer.getInteger("tradewatch.orders.topology", 60);

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldEndAlikeInTheModelWithCrashesAndMigrationsBetween() {
        ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
        for (int set = 0; set < SETS; set++) {
            Random random = new Random(set);
            List<Piece> pieces = input(random, worker.records());
            Map<String, Map<String, Violation>> expected = null;
            for (int order = 0; order < ORDERS_OF_EACH; order++) {
                Open open = new Open(ModelWorker.MAX_VIOLATIONS);
                Input script = new Input.Script(new ArrayDeque<>(shuffled(pieces, random)));
                History.play(random.nextLong(), script, worker, Mistake.NONE, open);
                if (expected == null) {
                    expected = open.violations.all();
                }
                assertThat(open.violations.all())
                        .as("order %d of set %d", order, set)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldEndAlikeOnTheTopologyWithRestartsBetween() {
        ModelWorker worker = new ModelWorker(UUID.randomUUID().toString());
        for (int set = 0; set < ORDERS_ON_THE_TOPOLOGY / 3; set++) {
            Random random = new Random(set);
            List<Piece> pieces = input(random, worker.records());
            Map<String, Map<String, Violation>> expected = null;
            for (int order = 0; order < 3; order++) {
                Open open = new Open(Screening.DEFAULT_MAX_VIOLATIONS);
                Path directory = stateDirectory.resolve(set + "-" + order);
                try (RestartingScene scene = new RestartingScene(directory, worker, open)) {
                    for (Piece piece : shuffled(pieces, random)) {
                        scene.takeIn(piece);
                        if (random.nextInt(3) == 0) {
                            scene.tick();
                        }
                        if (random.nextInt(20) == 0) {
                            scene.restart();
                        }
                    }
                    scene.comeToRest();
                }
                open.doAssert();
                if (expected == null) {
                    expected = open.violations.all();
                }
                assertThat(open.violations.all())
                        .as("order %d of set %d", order, set)
                        .isEqualTo(expected);
            }
        }
    }

    /** One content for each revision of a transfer, one record for each key of the law, some taken back. */
    private static List<Piece> input(Random random, ModelRecords records) {
        List<Piece> pieces = new ArrayList<>();
        Set<String> revisions = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            ModelRecords.ModelTransfer transfer = records.transfer(random);
            Transfer content = transfer.transfer();
            if (content == null || revisions.add(content.getTransferId() + "@" + content.getRevision())) {
                pieces.add(new Piece.OfTransfers(transfer));
            }
        }
        // In the end every measure can be used: what an unusable one has opened depends on what came first.
        pieces.add(new Piece.OfLaw(ProducedLaw.of(ModelRecords.group(9, "IR"))));
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            ProducedLaw law = ProducedLaw.of(ModelRecords.law(random));
            if (keys.add(law.key())) {
                pieces.add(new Piece.OfLaw(law));
                if (random.nextInt(4) == 0) {
                    pieces.add(new Piece.OfLaw(ProducedLaw.tombstone(law.key())));
                }
            }
        }
        return pieces;
    }

    /** Any order in which what is said under a key of the law keeps its own order. */
    private static List<Piece> shuffled(List<Piece> pieces, Random random) {
        List<Piece> shuffled = new ArrayList<>(pieces);
        Collections.shuffle(shuffled, random);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < shuffled.size(); i++) {
            if (shuffled.get(i) instanceof Piece.OfLaw later) {
                Integer earlier = places.put(later.law().key(), i);
                if (earlier != null && later.law().record().isPresent()) {
                    Collections.swap(shuffled, earlier, i);
                }
            }
        }
        return shuffled;
    }

    /** Collects what is open, and holds the single history to the promises. */
    private static final class Open implements Promise {
        private final Promise promises;
        private final OpenViolations violations = new OpenViolations();

        /** @param maxViolations the limit of what screens */
        Open(int maxViolations) {
            promises = Promises.ofOneRun(maxViolations);
        }

        @Override
        public void transferProduced(ProducedTransfer transfer) {
            promises.transferProduced(transfer);
        }

        @Override
        public void measureProduced(ProducedLaw law) {
            promises.measureProduced(law);
        }

        @Override
        public void alertObserved(ObservedAlert alert) {
            promises.alertObserved(alert);
            violations.add(alert);
        }

        @Override
        public void deadLetterObserved(ObservedDeadLetter letter) {
            promises.deadLetterObserved(letter);
        }

        @Override
        public void progressObserved(int partition, long nextOffset) {
            promises.progressObserved(partition, nextOffset);
        }

        @Override
        public void doAssert() {
            promises.doAssert();
        }
    }
}
