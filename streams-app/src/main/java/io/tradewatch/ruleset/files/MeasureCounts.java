package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many lines measures have, and how far they were read. {@link ExpectedList} defines a line.
 *
 * @param measures how many measures
 * @param lines how many lines they have together
 * @param bothRead how many of the measures were read in content and provision
 * @param contentRead of how many only the content was read
 * @param provisionRead of how many only the number of the provision was read
 * @param neitherRead of how many neither was read
 * @param notSaid of how many no one says which half was not read
 * @param textAsOf the day to which all of them are known to be true; null if one of them does not say
 */
public record MeasureCounts(
        int measures,
        int lines,
        int bothRead,
        int contentRead,
        int provisionRead,
        int neitherRead,
        int notSaid,
        @Nullable LocalDate textAsOf) {

    public static MeasureCounts of(List<WrittenMeasure> written) {
        List<Measure> measures = written.stream().map(WrittenMeasure::measure).toList();
        return new MeasureCounts(
                measures.size(),
                Math.toIntExact(measures.stream()
                        .flatMap(measure ->
                                measure.commodities().stream().map(prefix -> measure.flow() + " " + prefix.written()))
                        .distinct()
                        .count()),
                count(measures, Halves.BOTH),
                count(measures, Halves.CONTENT),
                count(measures, Halves.PROVISION),
                count(measures, Halves.NEITHER),
                count(measures, Halves.NOT_SAID),
                oldestText(measures));
    }

    private static int count(List<Measure> measures, Halves halves) {
        return Math.toIntExact(measures.stream()
                .filter(measure -> Halves.of(measure) == halves)
                .count());
    }

    private static @Nullable LocalDate oldestText(List<Measure> measures) {
        List<LocalDate> days = measures.stream()
                .map(Measure::textAsOf)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return days.isEmpty() || days.size() < measures.size() ? null : days.get(0);
    }

    private enum Halves {
        BOTH,
        CONTENT,
        PROVISION,
        NEITHER,
        NOT_SAID;

        static Halves of(Measure measure) {
            boolean content = Boolean.TRUE.equals(measure.contentRead());
            boolean provision = Boolean.TRUE.equals(measure.provisionRead());
            return switch (measure.citationStatus()) {
                case VERIFIED -> BOTH;
                case UNVERIFIED -> {
                    if (content || provision) {
                        yield content ? CONTENT : PROVISION;
                    }
                    yield measure.contentRead() == null || measure.provisionRead() == null ? NOT_SAID : NEITHER;
                }
            };
        }
    }
}
