package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that do not read, on a server that answers 8 MiB to everyone. */
class UnreadAnswersTest {
    /** More than the buffers of two sockets hold. */
    private static final int ANSWER = 8 << 20;

    private static final int BOUND = 3 * ANSWER;

    private final Server server = new Server();
    private final List<Socket> clients = new ArrayList<>();
    private final AtomicLong handled = new AtomicLong();

    @AfterEach
    void tearDown() throws Exception {
        for (Socket each : clients) {
            each.close();
        }
        server.stop();
    }

    @Test
    void shouldHoldABoundedNumberOfBytesHoweverManyDoNotRead() throws Exception {
        UnreadAnswers answers = new UnreadAnswers(BOUND, Duration.ofMinutes(5));
        int port = start(answers);

        for (int each = 0; each < 10; each++) {
            ask(port);
        }

        Awaitility.await().until(() -> handled.get() == 10);
        Awaitility.await().untilAsserted(() -> assertThat(answers.bytes()).isBetween(1L, (long) BOUND));
        try (Socket reader = ask(port)) {
            assertThat(reader.getInputStream().readAllBytes()).hasSizeGreaterThan(ANSWER);
        }
    }

    @Test
    void shouldSendAwayWhoTakesTooLong() throws Exception {
        UnreadAnswers answers = new UnreadAnswers(BOUND, Duration.ofMillis(500));
        int port = start(answers);

        Socket slow = ask(port);
        Awaitility.await().until(() -> handled.get() == 1);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> answers.bytes() == 0);
        assertThat(read(slow)).isLessThan(ANSWER);
    }

    @Test
    void shouldSendTheWholeAnswerToWhoReads() throws Exception {
        UnreadAnswers answers = new UnreadAnswers(BOUND, Duration.ofSeconds(20));
        int port = start(answers);

        try (Socket reader = ask(port)) {
            String answer = new String(reader.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).contains("Content-Length: " + ANSWER).endsWith("xxx");
        }
        Awaitility.await().untilAsserted(() -> assertThat(answers.bytes()).isZero());
    }

    private int start(UnreadAnswers answers) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                UnreadAnswers.Held held = answers.hold(request, response, callback);
                for (int part = 0; part < 2; part++) {
                    held.write(
                            part == 1,
                            ByteBuffer.wrap("x".repeat(ANSWER / 2).getBytes(StandardCharsets.US_ASCII)),
                            Callback.NOOP);
                }
                held.succeeded();
                handled.incrementAndGet();
                return true;
            }
        });
        server.start();
        return connector.getLocalPort();
    }

    private Socket ask(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        clients.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static long read(Socket socket) throws IOException {
        long count = 0;
        InputStream in = socket.getInputStream();
        byte[] chunk = new byte[64 * 1024];
        try {
            for (int each = in.read(chunk); each >= 0; each = in.read(chunk)) {
                count += each;
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }
}
