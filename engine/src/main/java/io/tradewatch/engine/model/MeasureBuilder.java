package io.tradewatch.engine.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a measure. Unless set, it is active revision 0, prohibits, binds everyone, has the default roles of its flow and a
 * citation that is not verified, and was recorded on the day on which it became law. Used by one thread.
 *
 * @see Measure#builder
 */
public final class MeasureBuilder {
    private final String measureId;
    private int revision;
    private MeasureStatus status = MeasureStatus.ACTIVE;
    private @Nullable Instant recordedAt;
    private String authority = "";
    private String programme = "";
    private String instrument = "";
    private String provision = "";
    private @Nullable String url;
    private CitationStatus citationStatus = CitationStatus.UNVERIFIED;
    private @Nullable String citationNote;
    private @Nullable Boolean contentRead;
    private @Nullable Boolean provisionRead;
    private @Nullable LocalDate textAsOf;
    private String summary = "";
    private Action action = Action.PROHIBIT;
    private @Nullable Flow flow;
    private List<String> targets = List.of();
    private List<ListedRole> roles = List.of();
    private List<String> boundBy = List.of();
    private @Nullable HsEdition hsEdition;
    private @Nullable String tariff;
    private List<CommodityPrefix> commodities = List.of();
    private List<CommodityPrefix> exceptCommodities = List.of();
    private @Nullable Money unitValueOver;
    private @Nullable WindDown windDown;
    private @Nullable String condition;
    private @Nullable LocalDate effectiveFrom;
    private @Nullable LocalDate effectiveTo;
    private List<String> exceptions = List.of();

    MeasureBuilder(String measureId) {
        this.measureId = measureId;
    }

    /** The revision, 0 or more, and the time at which it became known. */
    public MeasureBuilder revision(int number, Instant recorded) {
        revision = number;
        recordedAt = recorded;
        return this;
    }

    /** Whether this revision counts at all. */
    public MeasureBuilder status(MeasureStatus what) {
        status = what;
        return this;
    }

    /** Who enacted it, such as UN, and its sanctions programme, such as UN-DPRK. */
    public MeasureBuilder programme(String enactedBy, String name) {
        authority = enactedBy;
        programme = name;
        return this;
    }

    /** The resolution or regulation, and the paragraph or article. */
    public MeasureBuilder citation(String law, String paragraph) {
        instrument = law;
        provision = paragraph;
        return this;
    }

    /** The extent to which the citation was checked, and a note on unchecked parts or differences (null: none). */
    public MeasureBuilder citationStatus(CitationStatus checked, @Nullable String note) {
        citationStatus = checked;
        citationNote = note;
        return this;
    }

    /** What was read in an official text or a faithful copy: the content and the number of the provision. */
    public MeasureBuilder read(boolean content, boolean provisionNumber) {
        contentRead = content;
        provisionRead = provisionNumber;
        citationStatus = CitationStatus.ofHalves(content, provisionNumber);
        return this;
    }

    /** The newest state of the instrument that was read. */
    public MeasureBuilder textAsOf(LocalDate day) {
        textAsOf = day;
        return this;
    }

    /** Where the instrument can be read. */
    public MeasureBuilder url(String address) {
        url = address;
        return this;
    }

    /** The measure in a few words. */
    public MeasureBuilder summary(String words) {
        summary = words;
        return this;
    }

    /** The restriction that the measure imposes. */
    public MeasureBuilder action(Action what) {
        action = what;
        return this;
    }

    /** Restricts exports to countries, by code, or groups of countries, by name. */
    public MeasureBuilder exportsTo(String... countriesAndGroups) {
        flow = Flow.EXPORT;
        targets = List.of(countriesAndGroups);
        return this;
    }

    /** Restricts imports from countries, by code, or groups of countries, by name. */
    public MeasureBuilder importsFrom(String... countriesAndGroups) {
        flow = Flow.IMPORT;
        targets = List.of(countriesAndGroups);
        return this;
    }

    /** The roles in which a target matches. */
    public MeasureBuilder roles(ListedRole... listed) {
        roles = List.of(listed);
        return this;
    }

    /** The countries and groups that the law binds. */
    public MeasureBuilder boundBy(String... countriesAndGroups) {
        boundBy = List.of(countriesAndGroups);
        return this;
    }

    /** The goods: the edition that their codes are written in, and the codes as {@link CommodityPrefix#parse} reads them. */
    public MeasureBuilder goods(HsEdition edition, String... prefixes) {
        hsEdition = edition;
        commodities = parsed(prefixes);
        return this;
    }

    /** The tariff of the national digits after the sixth in its codes. */
    public MeasureBuilder tariff(String name) {
        tariff = name;
        return this;
    }

    /** The exempt goods. */
    public MeasureBuilder exceptGoods(String... prefixes) {
        exceptCommodities = parsed(prefixes);
        return this;
    }

    /** A threshold for the value of one piece: pieces up to it are exempt. */
    public MeasureBuilder unitValueOver(Money limit) {
        unitValueOver = limit;
        return this;
    }

    /** A clause for old contracts. */
    public MeasureBuilder windDown(WindDown clause) {
        windDown = clause;
        return this;
    }

    /** A condition that transfers have no data for, in words. */
    public MeasureBuilder condition(String words) {
        condition = words;
        return this;
    }

    /** The first day on which it is law. */
    public MeasureBuilder effectiveFrom(LocalDate day) {
        effectiveFrom = day;
        return this;
    }

    /** The first day on which it is no longer law. */
    public MeasureBuilder effectiveTo(LocalDate day) {
        effectiveTo = day;
        return this;
    }

    /** Exceptions in words, for people. */
    public MeasureBuilder exceptions(String... words) {
        exceptions = List.of(words);
        return this;
    }

    private static List<CommodityPrefix> parsed(String[] prefixes) {
        return List.of(prefixes).stream().map(CommodityPrefix::parse).toList();
    }

    /**
     * The measure.
     *
     * @throws IllegalArgumentException when it has no targets, no goods or no first day, or its parts contradict each
     *     other
     */
    public Measure build() {
        if (flow == null || hsEdition == null || effectiveFrom == null) {
            throw new IllegalArgumentException(measureId + " lacks "
                    + (flow == null ? "a flow" : hsEdition == null ? "goods" : "the day on which it becomes law"));
        }
        return new Measure(
                measureId,
                revision,
                status,
                recordedAt != null
                        ? recordedAt
                        : effectiveFrom.atStartOfDay(ZoneOffset.UTC).toInstant(),
                authority,
                programme,
                instrument,
                provision,
                url,
                citationStatus,
                citationNote,
                contentRead,
                provisionRead,
                textAsOf,
                summary,
                action,
                flow,
                targets,
                roles,
                boundBy,
                hsEdition,
                tariff,
                commodities,
                exceptCommodities,
                unitValueOver,
                windDown,
                condition,
                effectiveFrom,
                effectiveTo,
                exceptions);
    }
}
