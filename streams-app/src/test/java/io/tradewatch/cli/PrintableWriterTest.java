package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi.Style;

/** What others wrote moves no cursor and writes no lines, wherever it is printed. */
class PrintableWriterTest {
    private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\n]]";

    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintableWriter(new PrintWriter(written));

    @Property(tries = 1_000)
    void shouldPrintNothingThatIsNotSeenByWhateverMethod(@ForAll("texts") String text) {
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintableWriter(new PrintWriter(written));
        out.print(text);
        out.println(text);
        out.println((Object) text);
        out.printf("%s and %s%n", text, 1);
        out.write(text);
        out.write(text.toCharArray());
        text.chars().forEach(out::write);
        out.append(text);
        Lines.print(out, "label ", text);
        new IllegalStateException(text, new IllegalArgumentException(text)).printStackTrace(out);

        assertThat(written.toString().replace("\r\n", "\n")).doesNotContainPattern(UNSEEN);
    }

    @Test
    void shouldPrintOneLineForOnePrintln() {
        out.println("id\nerror: forged\r\u001b[2J");
        out.println();

        assertThat(written).hasToString("id\\u000aerror: forged\\u000d\\u001b[2J" + "\n\n");
    }

    @Test
    void shouldKeepTheLinesOfATextOfSeveral() {
        out.print("one\ntwo\n");

        assertThat(written).hasToString("one\ntwo\n");
    }

    @Test
    void shouldLetOnlyOurOwnStylesThrough() {
        PrintableWriter terminal = new PrintableWriter(new PrintWriter(written));
        terminal.style(Style.bold, Style.fg_red);
        terminal.print("\u001b[32mgreen");
        terminal.style(Style.reset);

        assertThat(written)
                .hasToString("\u001b[1m\u001b[31m\\u001b[32mgreen\u001b[39m\u001b[0m".replace("\u001b[39m", ""));
    }

    @Test
    void shouldPrintWhatAFileHoldsWithoutItsControls(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("transfers.jsonl");
        Files.writeString(file, """
                {"transferId":"a\\u001b[2J\\nerror: forged","occurredAt":"2024-02-18T00:00:00Z",\
                "countryOfDestination":"KP","countryOfDispatch":"RU\\u202e",\
                "goodsItems":[{"itemNumber":1,"commodityCode":"8703.40"}]}
                {"transferId":"b\\u009b2J","\u202eoccurredAt":1}
                """);

        Run screened = Run.of(
                "screen",
                file.toString(),
                "--measures",
                Path.of("..", "config", "measures").toString(),
                "--reference",
                Path.of("..", "config", "reference").toString());
        Run refused = Run.of("screen", "no\u001b[2J\nsuch\u202efile.jsonl");
        Run unknown = Run.of("screen", "--no\u001b[2Jsuch");

        assertThat(screened.exitCode()).isEqualTo(4);
        for (Run run : List.of(screened, refused, unknown)) {
            assertThat(run.out() + run.err()).doesNotContainPattern(UNSEEN).doesNotContain("\nerror: forged");
        }
        assertThat(screened.out()).contains("\"transferId\":\"a\\u001B[2J\\nerror: forged\"");
    }

    @Test
    void shouldLogOneLineForOneMessageAndEscapeExceptionsToo() throws JoranException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Logger logger = shipped(log).getLogger("io.tradewatch.Test");

        logger.warn(
                "measure {} is unusable",
                "KEY\n2026-11-28 ERROR forged \u001b[2J\u202e",
                new IllegalStateException("thrown\nforged", new IllegalArgumentException("cause\nforged\u009b")));

        String text = log.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContainPattern(UNSEEN);
        assertThat(text.lines())
                .noneMatch(line -> line.startsWith("forged") || line.startsWith("2026-11-28 "))
                .anyMatch(line ->
                        line.endsWith("measure KEY\\u000a2026-11-28 ERROR forged \\u001b[2J\\u202e is unusable"))
                .anyMatch(line -> line.equals("java.lang.IllegalStateException: thrown\\u000aforged"))
                .anyMatch(line ->
                        line.equals("Caused by: java.lang.IllegalArgumentException: cause\\u000aforged\\u009b"));
    }

    @Test
    void shouldEscapeInTheLogAsJsonToo() throws JoranException {
        LoggerContext context = shipped(new ByteArrayOutputStream());
        Logging.PrintableJson json = new Logging.PrintableJson();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.start();

        byte[] line = json.encode(
                new LoggingEvent("here", context.getLogger("io.tradewatch.Test"), Level.WARN, "{}", null, new Object[] {
                    "a\nb\u009b\u202e"
                }));

        assertThat(new String(line, StandardCharsets.UTF_8))
                .contains("\"formattedMessage\":\"a\\nb\\u009b\\u202e\"")
                .endsWith("}\n");
    }

    /** The log as it ships, into memory. */
    private static LoggerContext shipped(ByteArrayOutputStream log) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(PrintableWriterTest.class.getResource("/logback.xml"));
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
        console.setOutputStream(log);
        return context;
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .withCharRange('\u2000', '\u206f')
                .withCharRange('\ud800', '\udfff')
                .ofMaxLength(30);
    }
}
