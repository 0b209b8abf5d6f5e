package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Threshold;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One item before one measure, and what the rules have found of it so far. */
final class Case {
    final GoodsItem item;
    final Measure measure;
    final @Nullable LocalDate contractDate;
    final LocalDate d;
    final Set<Doubt> doubts = new TreeSet<>();
    final List<RoleCountry> matches = new ArrayList<>();
    final List<RoleCountry> jurisdiction = new ArrayList<>();
    String matchedCommodity = "";

    @Nullable Classification classification;

    @Nullable Threshold threshold;

    private final Map<Role, Set<String>> roles;

    Case(Map<Role, Set<String>> roles, GoodsItem item, Measure measure, @Nullable LocalDate contractDate, LocalDate d) {
        this.roles = roles;
        this.item = item;
        this.measure = measure;
        this.contractDate = contractDate;
        this.d = d;
    }

    /** The known countries of every role, for one item of a transfer. */
    static Map<Role, Set<String>> roles(NaiveReport report, GoodsItem item) {
        Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            roles.put(role, report.playing(role, item));
        }
        return roles;
    }

    /** The known countries that play a role, in order, each once. */
    Set<String> playing(Role role) {
        return roles.getOrDefault(role, Set.of());
    }
}
