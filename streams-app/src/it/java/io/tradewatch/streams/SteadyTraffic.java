package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.toNorthKorea;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few transfers a second, of which every second one opens an alert, until it is closed.
 *
 * <p><b>Threading notes.</b> A thread of its own sends; nobody else may send transfers to the scene meanwhile.
 */
final class SteadyTraffic implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LiveScene scene;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread sender = new Thread(this::send, "steady-traffic");

    SteadyTraffic(LiveScene scene) {
        this.scene = scene;
    }

    void begin() {
        sender.setDaemon(true);
        sender.start();
    }

    private void send() {
        try {
            for (int each = 0; !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); each++) {
                String code = each % 2 == 0 ? "870340" : "490199";
                scene.transfer(toNorthKorea("t" + each, code).build());
            }
        } catch (ExecutionException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends no more. */
    void end() {
        closed.countDown();
        try {
            sender.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new AssertionError("a transfer could not be sent", failure.get());
        }
    }

    @Override
    public void close() {
        end();
    }
}
