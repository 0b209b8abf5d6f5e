package io.tradewatch.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Stop;
import io.tradewatch.avro.Transfer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** The kinds of records that must not stop the records behind them. */
enum Poison {
    /** No Avro at all. */
    RANDOM_BYTES {
        @Override
        Parcel draw(Materials of) {
            return new Parcel(
                    of.randomBytes(1 + of.random().nextInt(40)),
                    of.randomBytes(of.random().nextInt(5_000)));
        }
    },
    /** The contract's schema id, and then anything. */
    RANDOM_BEHIND_A_VALID_HEAD {
        @Override
        Parcel draw(Materials of) {
            byte[] value = Arrays.copyOf(of.good().value(), 5 + of.random().nextInt(5_000));
            byte[] noise = of.randomBytes(value.length - 5);
            System.arraycopy(noise, 0, value, 5, noise.length);
            return new Parcel(of.newId().getBytes(UTF_8), value);
        }
    },
    /** A transfer with one byte that is another. */
    DAMAGED {
        @Override
        Parcel draw(Materials of) {
            Parcel good = of.good();
            byte[] value = good.value().clone();
            // Cut rather than changed: a changed byte may leave a sound transfer that breaks nothing.
            return new Parcel(good.key(), Arrays.copyOf(value, of.random().nextInt(value.length)));
        }
    },
    /** No value. */
    NULL {
        @Override
        Parcel draw(Materials of) {
            return new Parcel(of.newId().getBytes(UTF_8), null);
        }
    },
    /** A name of a party, a description, an address: as long as the topic takes. */
    LONG_TEXT {
        @Override
        Parcel draw(Materials of) {
            String text = of.randomText(LARGE + of.random().nextInt(LARGE));
            Transfer.Builder car = of.car(of.newId());
            if (of.random().nextBoolean()) {
                car.setConsignee(
                        Party.newBuilder().setName(text).setCountry("KP").build());
            } else {
                car.getGoodsItems().get(0).setDescription(text);
            }
            return of.parcel(car.build());
        }
    },
    /** Text of several megabytes that compression makes small enough for the topic. */
    COMPRESSED_TEXT {
        @Override
        Parcel draw(Materials of) {
            Transfer.Builder car = of.car(of.newId());
            car.getGoodsItems()
                    .get(0)
                    .setDescription("a".repeat((2 + of.random().nextInt(6)) * MEGABYTE));
            return of.parcel(car.build());
        }
    },
    /** Several megabytes of zeros, often so many of them that they do not fit into memory together. */
    COMPRESSED_ZEROS {
        @Override
        int count(Random random) {
            return 1 + random.nextInt(120);
        }

        @Override
        Parcel draw(Materials of) {
            return new Parcel(
                    of.newId().getBytes(UTF_8), new byte[(1 + of.random().nextInt(6)) * MEGABYTE]);
        }
    },
    /** A text of half a megabyte that would stand in each of a thousand alerts. */
    LONG_TEXT_IN_MANY_ALERTS {
        @Override
        Parcel draw(Materials of) {
            return of.parcel(of.car(of.newId())
                    .setConsignee(Party.newBuilder()
                            .setName(of.randomText(LARGE))
                            .setCountry("KP")
                            .build())
                    .setGoodsItems(Materials.items(10 + of.random().nextInt(500)))
                    .build());
        }
    },
    /** A country as long as a book. */
    LONG_COUNTRY {
        @Override
        Parcel draw(Materials of) {
            return of.parcel(of.car(of.newId())
                    .setCountryOfDispatch(of.randomText(LARGE))
                    .build());
        }
    },
    /** A key that no reason may quote. */
    LONG_KEY {
        @Override
        Parcel draw(Materials of) {
            byte[] key = of.randomText(LARGE + of.random().nextInt(LARGE)).getBytes(UTF_8);
            return new Parcel(key, of.random().nextBoolean() ? of.good().value() : of.randomBytes(10));
        }
    },
    /** A header as long as the topic takes. */
    LONG_HEADER {
        @Override
        Parcel draw(Materials of) {
            Parcel good = of.good();
            Parcel sent = of.random().nextBoolean() ? good : new Parcel(good.key(), of.randomBytes(20));
            return sent.withHeader("x-" + of.newId(), of.randomBytes(LARGE));
        }
    },
    /** A trace that alerts pass on, far too long. */
    LONG_TRACE {
        @Override
        Parcel draw(Materials of) {
            return of.good()
                    .withHeader("tracestate", of.randomBytes(LARGE + of.random().nextInt(LARGE / 2)));
        }
    },
    /** The header that names a schema, with anything in it. */
    SCHEMA_HEADER {
        @Override
        Parcel draw(Materials of) {
            return of.good()
                    .withHeader("__value_schema_id", of.randomBytes(of.random().nextInt(20)));
        }
    },
    /** More findings than are told one by one. */
    MANY_ITEMS {
        @Override
        Parcel draw(Materials of) {
            int count = (int) Math.round(Math.pow(10, 2 + of.random().nextDouble() * 2.5));
            return of.parcel(
                    of.car(of.newId()).setGoodsItems(Materials.items(count)).build());
        }
    },
    /** Stops, each of which is somewhere else that nobody can read. */
    MANY_STOPS {
        @Override
        Parcel draw(Materials of) {
            List<Stop> stops = new ArrayList<>();
            for (int i = of.random().nextInt(40_000); i >= 0; i--) {
                stops.add(Stop.newBuilder().setCountry("nowhere " + i).build());
            }
            return of.parcel(of.car(of.newId()).setItinerary(stops).build());
        }
    },
    /** A schema whose size doubles with each of its records. */
    EXPLODING_SCHEMA {
        @Override
        Parcel draw(Materials of) throws Exception {
            return of.exploding();
        }
    },
    /** A field that the contract lacks, of any type. */
    STRANGE_FIELD {
        @Override
        Parcel draw(Materials of) throws Exception {
            Schema bytes = Schema.createArray(Schema.create(Schema.Type.BYTES));
            List<ByteBuffer> content = new ArrayList<>();
            for (int i = of.random().nextInt(1_000); i >= 0; i--) {
                content.add(ByteBuffer.wrap(of.randomBytes(of.random().nextInt(200))));
            }
            return of.writtenWith("strange", bytes, new GenericData.Array<>(bytes, content));
        }
    },
    /** A mass with as many digits as fit. */
    LONG_NUMBER {
        @Override
        Parcel draw(Materials of) throws Exception {
            return of.withMassOf(of.randomBytes(1 + of.random().nextInt(LARGE)));
        }
    },
    /** A value at the ends of what the contract holds. */
    EXTREME_NUMBER {
        @Override
        Parcel draw(Materials of) {
            Random random = of.random();
            Transfer.Builder car = of.car(of.newId());
            GoodsItem item = car.getGoodsItems().get(0);
            item.setQuantity(new BigDecimal(new BigInteger(100, random), 9));
            item.setNetMassKg(BigDecimal.ONE.movePointLeft(9));
            return of.parcel(car.build());
        }
    },
    /** Text that commands a terminal, or reads backwards. */
    HOSTILE_TEXT {
        @Override
        Parcel draw(Materials of) {
            String id = of.newId() + HOSTILE.get(of.random().nextInt(HOSTILE.size()));
            Transfer.Builder car = of.car(id)
                    .setConsignor(Party.newBuilder()
                            .setName(String.join("", HOSTILE))
                            .setCountry(HOSTILE.get(of.random().nextInt(HOSTILE.size())))
                            .build());
            return of.parcel(car.build());
        }
    },
    /** A key that is another transfer's. */
    OTHER_KEY {
        @Override
        Parcel draw(Materials of) {
            return new Parcel(of.randomBytes(8), of.good().value());
        }
    },
    /** A record of another time. */
    OTHER_TIME {
        @Override
        Parcel draw(Materials of) {
            long now = System.currentTimeMillis();
            List<Long> times = List.of(
                    0L,
                    1L,
                    now - Duration.ofDays(20_000).toMillis(),
                    now - Duration.ofDays(400).toMillis(),
                    now + Duration.ofMinutes(50).toMillis());
            Parcel sent = of.random().nextBoolean()
                    ? of.good()
                    : new Parcel(of.newId().getBytes(UTF_8), null);
            return sent.at(times.get(of.random().nextInt(times.size())));
        }
    },
    /** The earliest and the latest instants that a long holds. */
    OTHER_DAY {
        @Override
        Parcel draw(Materials of) throws Exception {
            List<Long> instants = List.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 1_708_214_400L);
            return of.occurredAt(instants.get(of.random().nextInt(instants.size())));
        }
    };

    private static final int LARGE = 400_000;
    private static final int MOST_AT_ONCE = 3;
    private static final int MEGABYTE = 1 << 20;
    private static final List<String> HOSTILE = List.of(
            "\u001b[2J\u001b[H",
            "\nERROR forged",
            "\r",
            "\u202e\u2066",
            "\u0000",
            "\u009b31m",
            "\ud800",
            "<script>",
            "%s{}");

    /** How many of them come one behind the other. */
    int count(Random random) {
        return 1 + random.nextInt(MOST_AT_ONCE);
    }

    /** One of this kind; either it leaves an alert, or a dead letter. */
    abstract Parcel draw(Materials of) throws Exception;
}
