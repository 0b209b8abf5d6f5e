package io.tradewatch.engine.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a sanctions measure: which goods, to or from where, from which day, under which provision.
 *
 * @param measureId identifies the measure over all its revisions; not blank
 * @param revision 0 or more; of the revisions known, the highest counts
 * @param status whether this revision counts at all
 * @param recordedAt when this revision became known
 * @param authority who enacted it (UN, EU, …)
 * @param programme the sanctions programme (UN-DPRK, …)
 * @param instrument the resolution or regulation
 * @param provision the paragraph or article
 * @param url where the instrument can be read, or null
 * @param citationStatus how far the citation was checked
 * @param citationNote the parts that were not checked, or the differences from the text; or null
 * @param contentRead whether the goods and the other content were read in an official text or a faithful copy; null if
 *     not stated
 * @param provisionRead whether the number of the provision was read; null if not stated
 * @param textAsOf the newest state of the instrument that was read, to which the measure is known to be true; or null
 * @param summary the measure in a few words
 * @param action the restriction that it imposes
 * @param flow the direction that it restricts
 * @param targets country codes or names of country groups; at least one
 * @param roles the roles in which a target matches; empty means the flow's default
 * @param boundBy country codes or names of country groups that the law binds; empty means everyone
 * @param hsEdition the edition that its codes are written in
 * @param tariff the tariff of the national digits after the sixth in its codes, or null
 * @param commodities the goods; at least one prefix
 * @param exceptCommodities exempt goods; may be empty
 * @param unitValueOver a threshold for the value of one piece, or null
 * @param windDown a clause for old contracts, or null
 * @param condition a condition that transfers have no data for (a yearly cap, a designated vessel), in words; or null
 * @param effectiveFrom the first day on which it is law
 * @param effectiveTo the first day on which it is no longer law, or null
 * @param exceptions exceptions in words, for people
 */
public record Measure(
        String measureId,
        int revision,
        MeasureStatus status,
        Instant recordedAt,
        String authority,
        String programme,
        String instrument,
        String provision,
        @Nullable String url,
        CitationStatus citationStatus,
        @Nullable String citationNote,
        @Nullable Boolean contentRead,
        @Nullable Boolean provisionRead,
        @Nullable LocalDate textAsOf,
        String summary,
        Action action,
        Flow flow,
        List<String> targets,
        List<ListedRole> roles,
        List<String> boundBy,
        HsEdition hsEdition,
        @Nullable String tariff,
        List<CommodityPrefix> commodities,
        List<CommodityPrefix> exceptCommodities,
        @Nullable Money unitValueOver,
        @Nullable WindDown windDown,
        @Nullable String condition,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        List<String> exceptions) {

    public Measure {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(citationStatus, "citationStatus");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(hsEdition, "hsEdition");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        if (measureId.isBlank() || measureId.equals(Violations.UNSCREENABLE)) {
            throw new IllegalArgumentException("'" + measureId + "' cannot be a measureId");
        }
        if (revision < 0) {
            throw new IllegalArgumentException("revision is " + revision + ", expected 0 or more");
        }
        targets = List.copyOf(targets);
        roles = List.copyOf(roles);
        boundBy = List.copyOf(boundBy);
        commodities = List.copyOf(commodities);
        exceptCommodities = List.copyOf(exceptCommodities);
        exceptions = List.copyOf(exceptions);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(measureId + " has no targets");
        }
        if (commodities.isEmpty()) {
            throw new IllegalArgumentException(measureId + " has no commodities; all goods are written \"*\"");
        }
        if (exceptCommodities.contains(CommodityPrefix.ANY)) {
            throw new IllegalArgumentException(measureId + " excepts all goods");
        }
        for (ListedRole listed : roles) {
            if (!flow.roles().contains(listed.role())) {
                throw new IllegalArgumentException(
                        measureId + ": role " + listed.written() + " does not go with flow " + flow);
            }
        }
    }

    /** Begins a measure. */
    public static MeasureBuilder builder(String measureId) {
        return new MeasureBuilder(measureId);
    }

    /** Whether the measure is law on a day, by its own dates alone. */
    public boolean isInForceOn(LocalDate day) {
        return !day.isBefore(effectiveFrom) && (effectiveTo == null || day.isBefore(effectiveTo));
    }

    /** The roles in which a target matches: those listed, or the flow's default. */
    public List<ListedRole> effectiveRoles() {
        return roles.isEmpty() ? flow.defaultRoles() : roles;
    }

    /** Whether the citation is not verified for want of its content, as far as the halves say so. */
    public boolean isContentOpen() {
        return isOpen(contentRead, provisionRead);
    }

    /** Whether the citation is not verified for want of the provision's number, as far as the halves say so. */
    public boolean isProvisionOpen() {
        return isOpen(provisionRead, contentRead);
    }

    /** An unverified citation lacks the half that was not read, and a half of which nothing is said if the other was. */
    private boolean isOpen(@Nullable Boolean half, @Nullable Boolean other) {
        return citationStatus == CitationStatus.UNVERIFIED && (half == null ? Boolean.TRUE.equals(other) : !half);
    }

    /** The citation of this revision: instrument and provision. */
    public String citation() {
        return instrument + " " + provision;
    }
}
