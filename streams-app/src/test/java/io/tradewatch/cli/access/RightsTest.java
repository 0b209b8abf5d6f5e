package io.tradewatch.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.Tradewatch;
import io.tradewatch.cli.config.ConfigurationReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RightsTest {
    private static final Map<String, String> NAMES =
            Rights.names(new ConfigurationReader(Path.of("no-such-folder"), Map.of())
                    .option("topics.prefix", "goods-", "a test")
                    .read());

    @Test
    void shouldPutTheNamesOfTheSettingsIntoTheTable() {
        assertThat(Rights.of("dead-letters redrive", NAMES))
                .extracting(Right::toString)
                .containsExactly(
                        "Read on topic goods-dead-letters",
                        "Write on topic goods-dead-letters",
                        "Write on topic goods-transfers",
                        "Write on transactional id goods-dead-letters-redrive");
    }

    @Test
    void shouldCountWhatAnOptionNeedsOnlyWhereTheOptionIsGiven() {
        Map<String, String> against = new HashMap<>(NAMES);
        against.put("against", "violations");

        assertThat(Rights.of("replay", NAMES)).hasSize(3);
        assertThat(Rights.of("replay", against))
                .extracting(Right::toString)
                .hasSize(4)
                .endsWith("Read on topic violations");
    }

    @Test
    void shouldNameTheCommandThatGrantsARight() {
        List<Right> run = Rights.of("run", NAMES);

        assertThat(run.get(0).grant("b:9092", "User:x"))
                .isEqualTo("kafka-acls.sh --bootstrap-server b:9092 --add --allow-principal User:x --operation Read"
                        + " --topic goods-transfers");
        assertThat(run.get(run.size() - 1).grant("b:9092", "User:x"))
                .isEqualTo("kafka-acls.sh --bootstrap-server b:9092 --add --allow-principal User:x --operation Write"
                        + " --transactional-id tradewatch- --resource-pattern-type prefixed");
    }

    @Test
    void shouldSpeakOnlyOfCommandsThatExist() {
        List<String> commands = new ArrayList<>();
        collect(Tradewatch.commandLine(Map.of()), commands);

        assertThat(Rights.table())
                .extracting(row -> row.command().replaceFirst(" --.*", ""))
                .isSubsetOf(commands);
    }

    private static void collect(CommandLine line, List<String> names) {
        names.add(line.getCommandSpec().qualifiedName(" ").replaceFirst("^tradewatch ?", ""));
        line.getSubcommands().values().forEach(sub -> collect(sub, names));
    }

    @Test
    void shouldFindTheUserInTheSettings() {
        assertThat(principal("a.b.ScramLoginModule required username=\"app\" password=\"p\";"))
                .isEqualTo("User:app");
        assertThat(principal("a.b.PlainLoginModule required password=p username=app;"))
                .isEqualTo("User:app");
        assertThat(principal("com.sun.security.auth.module.Krb5LoginModule required;"))
                .isEqualTo("User:NAME");
        assertThat(Principal.of(Map.of())).isEqualTo("User:NAME");
    }

    private static String principal(String jaas) {
        return Principal.of(Map.of("sasl.jaas.config", jaas));
    }
}
