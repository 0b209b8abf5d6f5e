package io.tradewatch.engine.rules;

import io.tradewatch.engine.index.CountrySet;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.ListedRole;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles measures. Measures with equal lists of countries or roles share one compiled copy. Not safe for use by
 * several threads; the compiled measures are.
 */
final class MeasureCompiler {
    private final ReferenceTables reference;
    private final Map<List<String>, CountrySet> countries = new HashMap<>();
    private final Map<RolesKey, TargetRoles> roles = new HashMap<>();

    private record RolesKey(Flow flow, List<ListedRole> listed) {}

    /**
     * The roles in which a target counts.
     *
     * @param listed all of them, in the order of the flow's roles
     * @param decisive the roles that match without doubt
     */
    record TargetRoles(List<Role> listed, List<Role> decisive) {
        private static TargetRoles of(Flow flow, List<ListedRole> effective) {
            return new TargetRoles(
                    inOrder(flow, effective.stream()),
                    inOrder(flow, effective.stream().filter(role -> !role.ex())));
        }

        private static List<Role> inOrder(Flow flow, Stream<ListedRole> some) {
            Set<Role> roles = some.map(ListedRole::role).collect(Collectors.toSet());
            return flow.roles().stream().filter(roles::contains).toList();
        }
    }

    MeasureCompiler(ReferenceTables reference) {
        this.reference = reference;
    }

    CompiledMeasure compile(Measure measure) {
        return new CompiledMeasure(
                measure,
                reference,
                countries(measure.targets()),
                countries(measure.boundBy()),
                roles.computeIfAbsent(
                        new RolesKey(measure.flow(), measure.effectiveRoles()),
                        key -> TargetRoles.of(key.flow(), key.listed())));
    }

    private CountrySet countries(List<String> names) {
        return countries.computeIfAbsent(names, listed -> CountrySet.of(listed, reference));
    }
}
