package io.tradewatch.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractHistoryTest {
    @ParameterizedTest
    @EnumSource
    void shouldReadEveryReleasedVersionAndBeReadByIt(Subject subject) throws SchemaValidationException {
        assertThat(subject.released()).isNotEmpty();

        Compatibility.requireFullTransitive(subject.current(), subject.released());
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveReleasedTheContractAsItIsNow(Subject subject) {
        List<Schema> released = subject.released();

        assertThat(subject.current().toString())
                .as(
                        "the contract has changed since its last release; copy %s to %s",
                        subject.writeCurrent(), subject.file(released.size() + 1))
                .isEqualTo(
                        released.isEmpty()
                                ? ""
                                : released.get(released.size() - 1).toString());
    }

    @Test
    void shouldRefuseAFieldWithoutADefault() {
        assertRefused(text -> text.replaceFirst(
                "\"fields\":\\[", "\"fields\":[{\"name\":\"customsProcedure\",\"type\":\"string\"},"));
    }

    @Test
    void shouldRefuseAFieldOfAnotherType() {
        assertRefused(text -> text.replace(
                "\"name\":\"contractDate\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}]",
                "\"name\":\"contractDate\",\"type\":[\"null\",\"string\"]"));
    }

    @Test
    void shouldRefuseADecimalOfAnotherScale() {
        assertRefused(text -> text.replace("\"scale\":9", "\"scale\":6"));
    }

    @Test
    void shouldRefuseATimeOfAnotherUnit() {
        assertRefused(text -> text.replace("timestamp-millis", "timestamp-micros"));
    }

    @Test
    void shouldRefuseToDropAFieldThatOldReadersNeed() {
        assertRefused(text ->
                text.replace("\"name\":\"value\",\"type\":\"string\"", "\"name\":\"text\",\"type\":\"string\""));
    }

    @Test
    void shouldAcceptAFieldWithADefaultAndANewSymbolWhereReadersHaveADefault() throws SchemaValidationException {
        Schema changed = changed(text -> text.replaceFirst(
                        "\"fields\":\\[",
                        "\"fields\":[{\"name\":\"customsProcedure\",\"type\":[\"null\",\"string\"],\"default\":null},")
                .replace("\"AIS\"", "\"AIS\",\"SATELLITE\""));

        Compatibility.requireFullTransitive(changed, Subject.TRANSFERS.released());
    }

    private static void assertRefused(UnaryOperator<String> change) {
        Schema changed = changed(change);

        assertThatThrownBy(() -> Compatibility.requireFullTransitive(changed, Subject.TRANSFERS.released()))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static Schema changed(UnaryOperator<String> change) {
        String before = Subject.TRANSFERS.current().toString();
        String after = change.apply(before);
        assertThat(after).as("the change must change something").isNotEqualTo(before);
        return new SchemaParser().parse(after).mainSchema();
    }
}
