package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of goods as an instrument prints it.
 *
 * <p>A <em>line</em> is one code of the list in one flow: the digits, and whether only a part of the code is meant
 * ({@code ex}). The same digits twice in a list, such as two kinds of goods of one code, are one line. A range of codes
 * is as many lines as it has codes. A code that is restricted in both flows is two lines. A code that a later act replaced
 * by a wider one, such as a subheading by its heading, is a line no more.
 *
 * @param place where it stands in the file
 * @param instrument the title of the instrument, as measure files write it
 * @param provision the provision and the annex, separated by commas or semicolons; a measure belongs to the list if its
 *     own provision contains each of the pieces as whole words
 * @param writtenAs further provisions, each in full, as measures of the list write it
 * @param flow the direction that it restricts
 * @param hsEdition the edition that its codes are written in
 * @param codes its lines, each once; digits that the tariff does not divide may be left out at the end
 * @param day the day on which it had these lines
 * @param source where they were read
 * @param notExpressible the lines, and what else in the provision, that a measure file cannot express
 * @param notShipped the lines that it could express and does not yet, or only in part
 * @param note what else one should know; or null
 */
public record ExpectedList(
        Place place,
        String instrument,
        String provision,
        List<String> writtenAs,
        Flow flow,
        HsEdition hsEdition,
        List<CommodityPrefix> codes,
        LocalDate day,
        String source,
        List<Shortfall> notExpressible,
        List<Shortfall> notShipped,
        @Nullable String note) {

    /**
     * Something that is missing, and why.
     *
     * @param lines how many lines; 0 for what has none, such as goods by technical parameters
     * @param what which of them; or null where it is all that is missing
     * @param why the reason
     */
    public record Shortfall(int lines, @Nullable String what, String why) {}

    public ExpectedList {
        writtenAs = List.copyOf(writtenAs);
        codes = List.copyOf(codes);
        notExpressible = List.copyOf(notExpressible);
        notShipped = List.copyOf(notShipped);
    }

    /** How many lines it has. */
    public int lines() {
        return codes.size();
    }

    /** How many lines no measure can express. */
    public int linesNotExpressible() {
        return notExpressible.stream().mapToInt(Shortfall::lines).sum();
    }

    /** How many lines are said to be missing although a measure could express them. */
    public int linesNotShipped() {
        return notShipped.stream().mapToInt(Shortfall::lines).sum();
    }
}
