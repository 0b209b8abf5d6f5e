package io.tradewatch.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The kinds of records of the topic of measures that must not stop the screening of transfers. */
enum LawPoison {
    /** No Avro at all. */
    RANDOM_BYTES {
        @Override
        Parcel draw(Materials of, Function<SpecificRecord, byte[]> encoder) {
            return new Parcel(
                    ("X-" + of.newId() + "@1").getBytes(UTF_8),
                    of.randomBytes(of.random().nextInt(500)));
        }
    },
    /** A key that nobody can read. */
    RANDOM_KEY {
        @Override
        Parcel draw(Materials of, Function<SpecificRecord, byte[]> encoder) {
            return new Parcel(of.randomBytes(1 + of.random().nextInt(100_000)), of.randomBytes(20));
        }
    },
    /** A key that would forge a line of the log. */
    HOSTILE_KEY {
        @Override
        Parcel draw(Materials of, Function<SpecificRecord, byte[]> encoder) {
            return new Parcel(("X\nERROR forged \u001b[2J" + of.newId() + "@1").getBytes(UTF_8), of.randomBytes(20));
        }
    },
    /** A rate whose digits no memory holds. */
    ENDLESS_RATE {
        @Override
        Parcel draw(Materials of, Function<SpecificRecord, byte[]> encoder) {
            ReferenceTable rates = new ReferenceTable(
                    ReferenceTable.EXCHANGE_RATES,
                    List.of("date", "from", "to", "rate"),
                    List.of(List.of("2020-01-01", "EUR", "USD", "1e100000000")));
            RulesetRecord.Table table = new RulesetRecord.Table(rates, 1_000, Instant.EPOCH);
            return new Parcel(table.key().getBytes(UTF_8), encoder.apply(MeasureMapping.toAvro(table)));
        }
    };

    /** One of this kind; a tombstone of its key takes it away again. */
    abstract Parcel draw(Materials of, Function<SpecificRecord, byte[]> encoder);
}
