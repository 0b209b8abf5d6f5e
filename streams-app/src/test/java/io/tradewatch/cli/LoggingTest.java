package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
    @Test
    void shouldWriteOneJsonObjectALineWithItsContext() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>() {
            @Override
            public void start() {
                setOutputStream(written);
                started = true;
            }
        };
        console.setContext(context);
        console.setName("STDERR");
        ch.qos.logback.classic.Logger logger = context.getLogger(Logger.ROOT_LOGGER_NAME);
        logger.addAppender(console);

        Logging.asJson(logger);
        MDC.put("transferId", "limousine");
        try {
            logger.warn("{} of\n{}", 1, 2, new IllegalStateException("boom"));
        } finally {
            MDC.remove("transferId");
        }
        logger.info("second");

        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("level").asText()).isEqualTo("WARN");
        assertThat(first.get("formattedMessage").asText()).isEqualTo("1 of\n2");
        assertThat(first.at("/mdc/transferId").asText()).isEqualTo("limousine");
        assertThat(first.at("/throwable/message").asText()).isEqualTo("boom");
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .at("/mdc/transferId")
                        .isMissingNode())
                .isTrue();
    }
}
