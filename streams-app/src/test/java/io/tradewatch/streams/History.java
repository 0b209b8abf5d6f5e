package io.tradewatch.streams;

import io.tradewatch.streams.ModelRecords.ModelTransfer;
import io.tradewatch.streams.promises.ProducedLaw;
import io.tradewatch.streams.promises.Promise;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One random history of the rescreening protocol: transfers and law come, instances learn, lag, crash and hand the task
 * on, in any order. Everything follows from the seed. Used by one thread.
 */
final class History {
    private static final int INSTANCES = 3;
    private static final int MOST_STEPS = 90;

    private final Random random;
    private final Input input;
    private final Promise promises;
    private final ModelWorker worker;
    private final ModelTransfers transfers = new ModelTransfers();
    private final ModelLaw law = new ModelLaw();
    private final List<ModelInstance> instances;
    private final ModelTask task;
    private int rulesVersion = 1;
    private long now = 1_700_000_000_000L;

    /** What goes in, piece by piece. */
    sealed interface Input {
        /** Anything, again and again; also, the law is made anew, is lost, and the rules change. */
        record Endless() implements Input {}

        /** These, in this order, and nothing else. */
        record Script(Deque<Piece> pieces) implements Input {}
    }

    /** One piece of input. */
    sealed interface Piece {
        /** A record for the topic of transfers. */
        record OfTransfers(ModelTransfer transfer) implements Piece {}

        /** A record for the topic of measures. */
        record OfLaw(ProducedLaw law) implements Piece {}
    }

    private History(long seed, Input input, ModelWorker worker, Mistake mistake, Promise promises) {
        this.random = new Random(seed);
        this.input = input;
        this.worker = worker;
        this.promises = promises;
        this.instances = IntStream.range(0, INSTANCES)
                .mapToObj(number -> new ModelInstance(
                        worker.records(),
                        law,
                        new ModelReader(transfers, this::committed, random, mistake),
                        rulesVersion,
                        random,
                        mistake))
                .toList();
        this.task = new ModelTask(worker, transfers, instances.get(0), promises, () -> now++, mistake);
    }

    private long committed() {
        return task.committed();
    }

    /**
     * Plays the history of a seed, and then lets everything come to rest.
     *
     * @param promises told everything that goes in and comes out
     */
    static void play(long seed, ModelWorker worker, Mistake mistake, Promise promises) {
        play(seed, new Input.Endless(), worker, mistake, promises);
    }

    static void play(long seed, Input input, ModelWorker worker, Mistake mistake, Promise promises) {
        History history = new History(seed, input, worker, mistake, promises);
        int steps = 10 + history.random.nextInt(MOST_STEPS - 10);
        for (int step = 0; step < steps; step++) {
            history.step();
        }
        history.comeToRest();
    }

    private void step() {
        int event = random.nextInt(1_000);
        if (event < 320) {
            takeIn(event);
        } else if (event < 450) {
            ModelInstance instance = any();
            instance.learn(instance.learntUpTo() + random.nextInt(4));
        } else if (event < 500) {
            any().learn(law.end());
        } else if (event < 680) {
            task.process();
        } else if (event < 770) {
            task.lookBack();
        } else if (event < 850) {
            any().reader().read();
        } else if (event < 920) {
            task.commit();
        } else {
            trouble(random.nextInt(input instanceof Input.Endless ? 80 : 68));
        }
    }

    private void takeIn(int event) {
        if (input instanceof Input.Script script) {
            Piece next = script.pieces().poll();
            if (next != null) {
                takeIn(next);
            }
        } else if (event < 200) {
            takeIn(new Piece.OfTransfers(worker.records().transfer(random)));
        } else if (event < 275) {
            takeIn(new Piece.OfLaw(ProducedLaw.of(ModelRecords.law(random))));
        } else if (event < 290) {
            takeIn(new Piece.OfLaw(ProducedLaw.unreadable(ModelRecords.key(random))));
        } else {
            takeIn(new Piece.OfLaw(ProducedLaw.tombstone(ModelRecords.key(random))));
        }
    }

    private void takeIn(Piece piece) {
        if (piece instanceof Piece.OfTransfers ofTransfers) {
            promises.transferProduced(transfers.produce(ofTransfers.transfer()));
        } else if (piece instanceof Piece.OfLaw ofLaw) {
            law.publish(ofLaw.law());
        }
    }

    private void trouble(int event) {
        if (event < 20) {
            task.moveTo(task.instance(), random.nextBoolean());
        } else if (event < 45) {
            if (random.nextBoolean()) {
                task.commit();
            }
            task.moveTo(any(), random.nextBoolean());
        } else if (event < 58) {
            law.compact();
        } else if (event < 68) {
            restart(any(), rulesVersion);
        } else if (event < 72) {
            rulesVersion++;
            restart(any(), rulesVersion);
        } else if (event < 76) {
            law.replace(random);
            task.lawEndsAt(0);
            restartAll();
        } else {
            law.loseEnd(random);
            task.lawEndsAt(law.end());
            restartAll();
            letTheTaskNotice();
        }
    }

    /** Where the law grows past the floor again before the task has looked, offsets do not tell that it was shorter. */
    private void letTheTaskNotice() {
        for (int step = 0; task.floor() > law.end() && step < 100; step++) {
            task.lookBack();
        }
        task.commit();
    }

    private ModelInstance any() {
        return instances.get(random.nextInt(INSTANCES));
    }

    private void restart(ModelInstance instance, int newRulesVersion) {
        instance.restart(newRulesVersion);
        instance.learn(random.nextInt((int) law.end() + 1));
        if (task.instance() == instance) {
            task.moveTo(instance, true);
        }
    }

    /** As at every start, the topic is replayed to its end before anything is screened. */
    private void restartAll() {
        for (ModelInstance instance : instances) {
            instance.restart(instance.rulesVersion());
            instance.learn(law.end());
        }
        task.moveTo(task.instance(), true);
    }

    private void comeToRest() {
        if (input instanceof Input.Script script) {
            script.pieces().forEach(this::takeIn);
        }
        for (ModelInstance instance : instances) {
            if (instance.rulesVersion() < rulesVersion) {
                restart(instance, rulesVersion);
            }
            instance.learn(law.end());
        }
        task.moveTo(any(), true);
        for (int step = 0; !task.isAtRest(law.end()); step++) {
            if (step > 10_000) {
                throw new AssertionError("it does not come to rest: " + task + " law ends at " + law.end());
            }
            task.process();
            task.lookBack();
            task.instance().reader().read();
            if (random.nextInt(10) == 0) {
                task.commit();
            }
        }
        task.commit();
        for (ModelLaw.Entry entry : law.all()) {
            promises.measureProduced(new ProducedLaw(
                    entry.produced().key(),
                    entry.produced().record().map(record -> worker.records().as(rulesVersion, record)),
                    entry.produced().isReadable()));
        }
        promises.doAssert();
    }
}
