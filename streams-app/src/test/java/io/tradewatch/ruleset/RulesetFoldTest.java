package io.tradewatch.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RulesetFoldTest {
    private static final DecodeResult<RulesetRecord> GARBAGE = DecodeResult.defect(Reason.UNDECODABLE, "three bytes");

    /** A record of the topic; no outcome: a tombstone. */
    private record Piece(long offset, String key, Optional<DecodeResult<RulesetRecord>> outcome) {}

    private final RulesetFold fold = new RulesetFold();
    private long next;

    private RulesetFoldTest withTables() {
        take(new RulesetRecord.Table(countries(), 1, Instant.EPOCH));
        SmallTables.besideCountries().forEach(table -> take(new RulesetRecord.Table(table, 1, Instant.EPOCH)));
        return this;
    }

    private static ReferenceTable countries() {
        return new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("KP", "KP"), List.of("RU", "RU")));
    }

    private RulesetFoldTest take(RulesetRecord record) {
        fold.take(next++, record.key(), DecodeResult.of(record));
        return this;
    }

    private RulesetFoldTest take(Measure measure) {
        return take(new RulesetRecord.Revision(measure));
    }

    private RulesetFoldTest spoil(String key) {
        fold.take(next++, key, GARBAGE);
        return this;
    }

    private Ruleset ruleset() {
        return fold.contents().ruleset();
    }

    private static Measure ban(int revision) {
        return MeasureDraft.measure("BAN")
                .revision(revision, "20" + (10 + revision) + "-01-01T00:00:00Z")
                .build();
    }

    private static Measure other() {
        return MeasureDraft.measure("OTHER").build();
    }

    /** An earlier record of a key never matters once a later one is there: compaction may have removed it. */
    @Property(tries = 2_000)
    void shouldHoldTheSameRulesetWhetherOrNotTheTopicWasCompacted(@ForAll long seed) {
        Random random = new Random(seed);
        List<Piece> pieces = pieces(random);
        RulesetFold whole = new RulesetFold();
        pieces.forEach(piece -> take(whole, piece));
        Map<String, Long> last = new HashMap<>();
        pieces.forEach(piece -> last.put(piece.key(), piece.offset()));
        RulesetFold compacted = new RulesetFold();
        pieces.stream()
                .filter(piece -> last.get(piece.key()) == piece.offset() || random.nextInt(3) == 0)
                .forEach(piece -> take(compacted, piece));
        RulesetFold replayed = new RulesetFold();
        pieces.stream().limit(random.nextInt(pieces.size())).forEach(piece -> take(replayed, piece));
        pieces.forEach(piece -> take(replayed, piece));

        for (RulesetFold folded : List.of(compacted, replayed)) {
            Instant knownAt = random.nextBoolean() ? null : Instant.parse("2011-06-01T00:00:00Z");
            Ruleset expected = whole.contents().ruleset(knownAt);
            Ruleset found = folded.contents().ruleset(knownAt);
            assertThat(content(found)).isEqualTo(content(expected));
            assertThat(found.unusable()).isEqualTo(expected.unusable());
            assertThat(found.unusableMeasures()).isEqualTo(expected.unusableMeasures());
            assertThat(found.missingTables()).isEqualTo(expected.missingTables());
            assertThat(found.lastChange()).isEqualTo(expected.lastChange());
            assertThat(found.position()).isEqualTo(expected.position());
        }
    }

    private static Set<Object> content(Ruleset ruleset) {
        Set<Object> content = new HashSet<>(ruleset.law().revisions());
        content.add(ruleset.law().reference().lawVersion());
        return content;
    }

    private static void take(RulesetFold fold, Piece piece) {
        piece.outcome()
                .ifPresentOrElse(
                        outcome -> fold.take(piece.offset(), piece.key(), outcome),
                        () -> fold.remove(piece.offset(), piece.key()));
    }

    private static List<Piece> pieces(Random random) {
        List<Piece> pieces = new ArrayList<>();
        for (long offset = 0; offset < 30; offset++) {
            RulesetRecord record = record(random);
            Optional<DecodeResult<RulesetRecord>> outcome = switch (random.nextInt(5)) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(GARBAGE);
                default -> Optional.of(DecodeResult.of(record));
            };
            pieces.add(new Piece(offset, record.key(), outcome));
        }
        return pieces;
    }

    private static RulesetRecord record(Random random) {
        int version = random.nextInt(3);
        return switch (random.nextInt(4)) {
            case 0 -> new RulesetRecord.Table(countries(), version, Instant.EPOCH);
            case 1 ->
                new RulesetRecord.Table(SmallTables.besideCountries().get(random.nextInt(4)), version, Instant.EPOCH);
            default -> {
                MeasureDraft draft = MeasureDraft.measure("M" + random.nextInt(2))
                        .revision(version, "20" + (10 + version) + "-01-01T00:00:00Z");
                yield new RulesetRecord.Revision((random.nextInt(3) == 0 ? draft.supplyTo("GROUP") : draft).build());
            }
        };
    }

    @Test
    void shouldLetNoEarlierRecordOfAKeyGoOnToCount() {
        withTables().take(other()).take(ban(0)).spoil("BAN@0");

        assertThat(ruleset().unusableMeasures()).containsExactly("BAN");
        assertThat(measureIds(ruleset())).containsExactly("OTHER");
        assertThat(ruleset().canScreen()).isTrue();
        assertThat(ruleset().isComplete()).isFalse();
    }

    @Test
    void shouldMakeAMeasureUnusableAsAWholeUntilAHigherRevisionIsReadable() {
        withTables().take(other()).take(ban(0)).take(ban(1)).spoil("BAN@2");
        assertThat(measureIds(ruleset())).containsExactly("OTHER");

        take(ban(3));
        assertThat(ruleset().isComplete()).isTrue();
        assertThat(ruleset().law().revisions()).hasSize(4);
    }

    @Test
    void shouldTakeAKeyWithoutARevisionForOneThatNoOtherIsAbove() {
        withTables().take(ban(7)).spoil("BAN@x");

        assertThat(ruleset().unusableMeasures()).containsExactly("BAN");
        fold.remove(next++, "BAN@x");
        assertThat(ruleset().isComplete()).isTrue();
    }

    @Test
    void shouldNotBelieveAValueThatBelongsUnderAnotherKey() {
        withTables().take(other());
        fold.take(next++, "BAN@0", DecodeResult.of(new RulesetRecord.Revision(other())));

        assertThat(ruleset().unusable()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("BAN@0");
            assertThat(problem.offset()).isEqualTo(next - 1);
            assertThat(problem.problem()).contains("KEY_MISMATCH").contains("OTHER@0");
        });
    }

    /** Two keys that differ only in bytes that are no UTF-8 are two keys. */
    @Test
    void shouldTellKeysApartThatAreNoText() {
        assertThat(RulesetFold.key(new byte[] {'u', (byte) 0xff}))
                .isNotEqualTo(RulesetFold.key(new byte[] {'u', (byte) 0xfe}))
                .isEqualTo("0x75ff");
        assertThat(RulesetFold.key("BAN@0".getBytes(StandardCharsets.UTF_8))).isEqualTo("BAN@0");
        assertThat(RulesetFold.key(null)).isEqualTo("(no key)");
    }

    @Test
    void shouldCountTheHighestReadableVersionOfATableAndSayThatOneAboveItIsNot() {
        withTables().take(ban(0)).spoil("ref/countries@2");

        assertThat(ruleset().canScreen()).isTrue();
        assertThat(ruleset().unusable()).extracting(Unusable::subject).containsExactly("ref/countries");
        assertThat(ruleset().unusableMeasures()).isEmpty();

        take(new RulesetRecord.Table(countries(), 3, Instant.EPOCH));
        assertThat(ruleset().isComplete()).isTrue();
    }

    @Test
    void shouldNotBeEnoughWithoutAMeasure() {
        withTables().spoil("BAN@0");

        assertThat(ruleset().canScreen()).isFalse();
        assertThat(ruleset().obstacle()).get().asString().startsWith("the ruleset has no measure");
    }

    @Test
    void shouldNeedTheTablesThatTheMeasuresNeed() {
        take(MeasureDraft.measure("BAN").unitValueOver("10", "EUR").build());
        assertThat(ruleset().missingTables())
                .containsExactly("countries", "exchange-rates", "hs-codes", "hs-correlation");

        take(new RulesetRecord.Table(countries(), 0, Instant.EPOCH));
        assertThat(ruleset().missingTables()).containsExactly("exchange-rates", "hs-codes", "hs-correlation");

        take(MeasureDraft.measure("BOUND").boundBy("EU").build());
        assertThat(ruleset().missingTables())
                .containsExactly("country-groups", "exchange-rates", "hs-codes", "hs-correlation");
        assertThat(ruleset().obstacle())
                .hasValueSatisfying(obstacle ->
                        assertThat(obstacle).contains("country-groups, exchange-rates, hs-codes, hs-correlation"));
        assertThat(ruleset().unusable()).isEmpty();
    }

    /** Nothing waits for it or fails at it; but it counts as another law, and every transfer is screened again. */
    @Test
    void shouldTakeATableThatNoRuleReadsAsAnotherLaw() {
        withTables().take(ban(0));
        String before = ruleset().law().reference().lawVersion();

        take(new RulesetRecord.Table(
                new ReferenceTable("gateways", List.of("target", "gateway"), List.of(List.of("KP", "RU"))),
                0,
                Instant.EPOCH));

        assertThat(ruleset().isComplete()).isTrue();
        assertThat(ruleset().law().reference().lawVersion()).isNotEqualTo(before);
    }

    @Test
    void shouldNotNeedWhatOnlyRevokedOrSupersededRevisionsName() {
        take(new RulesetRecord.Table(countries(), 0, Instant.EPOCH));
        SmallTables.besideCountries().stream()
                .filter(table -> !table.name().equals(ReferenceTable.COUNTRY_GROUPS))
                .forEach(table -> take(new RulesetRecord.Table(table, 0, Instant.EPOCH)));
        take(MeasureDraft.measure("BAN").supplyTo("GROUP").build()).take(ban(1));
        take(MeasureDraft.measure("NEVER").supplyTo("GROUP").revoked().build());

        assertThat(ruleset().isComplete()).isTrue();
    }

    /** Which revision counted then, nobody can tell. */
    @Test
    void shouldNotLookBackPastARevisionThatCannotBeRead() {
        withTables().take(other()).take(ban(0)).take(ban(2)).spoil("BAN@1");

        assertThat(ruleset().isComplete()).isTrue();
        Ruleset then = fold.contents().ruleset(Instant.parse("2011-06-01T00:00:00Z"));
        assertThat(then.unusableMeasures()).containsExactly("BAN");
        assertThat(measureIds(then)).containsExactly("OTHER");
    }

    @Test
    void shouldNameTheFirstHundredKeysAndCountTheOthers() {
        List<Unusable> many = new ArrayList<>();
        for (int number = 0; number < 250; number++) {
            many.add(new Unusable("M" + number + "@0", number, "x".repeat(10_000)));
        }

        assertThat(Unusable.keys(many)).startsWith("M0@0, M1@0").endsWith("M99@0 and 150 more");
        assertThat(many.get(0).toString()).hasSizeLessThan(400);
    }

    private static Set<String> measureIds(Ruleset ruleset) {
        return ruleset.law().revisions().stream().map(Measure::measureId).collect(Collectors.toSet());
    }

    /** A key may be as large as a record: many of them, each kept whole, would fill the memory. */
    @Test
    void shouldNameALongKeyByItsBeginningAndADigestAndTellItFromOthers() {
        byte[] one = ("BAN@" + "x".repeat(900_000) + "1").getBytes(StandardCharsets.UTF_8);
        byte[] other = ("BAN@" + "x".repeat(900_000) + "2").getBytes(StandardCharsets.UTF_8);
        byte[] notText = new byte[900_000];
        Arrays.fill(notText, (byte) 0xff);

        assertThat(RulesetFold.key(one))
                .startsWith("BAN ")
                .contains("900005 bytes")
                .hasSizeLessThan(300);
        assertThat(RulesetFold.key(one)).isNotEqualTo(RulesetFold.key(other));
        assertThat(RulesetRecord.subjectOf(RulesetFold.key(one)))
                .as("no measure")
                .isNotEqualTo("BAN");
        assertThat(RulesetFold.key(notText)).startsWith("0xffff").hasSizeLessThan(300);
    }
}
