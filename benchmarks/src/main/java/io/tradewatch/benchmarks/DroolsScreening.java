package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;

/**
 * Screens by Drools: one session that stays, in which each listed prefix of a measure is a fact, and rules that join a
 * movement with it by country and prefix, both of them hashed. The rules are compiled to Java (Drools' executable model) and
 * never change, which Drools is told. It knows destinations, prefixes and the first day of a measure, and none of the other
 * rules.
 *
 * <p>A rule for each measure, with its country and its codes as constants, was tried: it took several times as long for
 * clean transfers, and still longer for others.
 *
 * <p>Public for the code that Drools makes of the rules. Used by one thread.
 */
public final class DroolsScreening implements AutoCloseable {
    private static final String HEAD = """
            package io.tradewatch.benchmarks.drools;
            import io.tradewatch.benchmarks.DroolsScreening.Breach;
            import io.tradewatch.benchmarks.DroolsScreening.Listing;
            import io.tradewatch.benchmarks.DroolsScreening.Movement;
            global java.util.List breaches;
            """;
    private static final String RULE = """
            rule "%1$s"
            when
              $movement : Movement($country : destination, $prefix : %1$s, $day : day)
              Listing(country == $country, prefix == $prefix, from <= $day, $measureId : measureId)
            then
              breaches.add(new Breach($movement.transferId(), $movement.itemNumber(), $measureId));
            end
            """;

    private final KieSession session;
    private final List<Breach> breaches = new ArrayList<>();
    private final List<FactHandle> inside = new ArrayList<>();

    /** A measure's prefix; days count from 1970. */
    public record Listing(String measureId, String country, String prefix, long from) {}

    /** A goods item on its way; days count from 1970. */
    public record Movement(
            String transferId,
            int itemNumber,
            String destination,
            String chapter,
            String heading,
            String subheading,
            long day) {
        /** The only item of a transfer. */
        static Movement of(Transfer transfer) {
            GoodsItem item = transfer.getGoodsItems().get(0);
            String code = item.getCommodityCode();
            return new Movement(
                    transfer.getTransferId(),
                    item.getItemNumber(),
                    transfer.getCountryOfDestination(),
                    code.substring(0, 2),
                    code.substring(0, 4),
                    code.substring(0, 6),
                    LocalDate.ofInstant(transfer.getOccurredAt(), ZoneOffset.UTC)
                            .toEpochDay());
        }
    }

    /** What was found. */
    public record Breach(String transferId, int itemNumber, String measureId) {
        String violationId() {
            return Violations.id(transferId, itemNumber, measureId);
        }
    }

    /** Compiles the rules and puts the law into a session. */
    DroolsScreening(List<Measure> law) {
        String rules = HEAD + RULE.formatted("chapter") + RULE.formatted("heading") + RULE.formatted("subheading");
        KieBase base = new KieHelper()
                .addContent(rules, ResourceType.DRL)
                .build(ExecutableModelProject.class, KieBaseMutabilityOption.DISABLED);
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ThreadSafeOption.NO);
        session = base.newKieSession(configuration, null);
        session.setGlobal("breaches", breaches);
        law.forEach(this::insert);
    }

    private void insert(Measure measure) {
        for (CommodityPrefix prefix : new HashSet<>(measure.commodities())) {
            session.insert(new Listing(
                    measure.measureId(),
                    measure.targets().get(0),
                    prefix.digits(),
                    measure.effectiveFrom().toEpochDay()));
        }
    }

    /**
     * Screens movements together.
     *
     * @param movements where they stand
     * @param from the place of the first
     * @param count how many
     * @return what is wrong with them; good until the next call
     */
    List<Breach> screen(Movement[] movements, int from, int count) {
        breaches.clear();
        inside.clear();
        for (int i = from; i < from + count; i++) {
            inside.add(session.insert(movements[i]));
        }
        session.fireAllRules();
        for (FactHandle handle : inside) {
            session.delete(handle);
        }
        return breaches;
    }

    @Override
    public void close() {
        session.dispose();
    }
}
