package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.ListedRole;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules 3 and 4: in which role a target matches, and whether the law binds. */
final class NaiveDirection {
    private final NaiveCountries countries;

    NaiveDirection(NaiveCountries countries) {
        this.countries = countries;
    }

    /** Direction. */
    boolean rule3(Case open) {
        boolean export = open.measure.flow() == Flow.EXPORT;
        List<Role> order = export
                ? List.of(Role.DESTINATION, Role.CONSIGNEE, Role.END_USER, Role.TRANSIT)
                : List.of(Role.ORIGIN, Role.DISPATCH, Role.CONSIGNOR, Role.TRANSIT);
        List<String> listed = listedRoles(open.measure, export);
        Set<String> targets = countries.resolve(open.measure.targets(), open.d);
        // What comes from t is not supplied to t; what goes to t is not procured from t.
        Set<String> opposite = open.playing(export ? Role.DISPATCH : Role.DESTINATION);
        boolean decisive = false;
        for (Role role : order) {
            boolean counts = listed.contains(role.name()) || listed.contains("ex " + role.name());
            for (String t : open.playing(role)) {
                if (counts && targets.contains(t) && !opposite.contains(t)) {
                    open.matches.add(new RoleCountry(role, t));
                    decisive = decisive || listed.contains(role.name());
                }
            }
        }
        if (!decisive) {
            open.doubts.add(Doubt.ROLE_NOT_DECISIVE);
        }
        return !open.matches.isEmpty();
    }

    private static List<String> listedRoles(Measure measure, boolean export) {
        if (measure.roles().isEmpty()) {
            return export
                    ? List.of("DESTINATION", "CONSIGNEE", "END_USER", "ex TRANSIT")
                    : List.of("ORIGIN", "DISPATCH", "CONSIGNOR");
        }
        List<String> listed = new ArrayList<>();
        for (ListedRole role : measure.roles()) {
            listed.add((role.ex() ? "ex " : "") + role.role().name());
        }
        return listed;
    }

    /** Bound. */
    boolean rule4(Case open) {
        if (open.measure.boundBy().isEmpty()) {
            return true;
        }
        boolean export = open.measure.flow() == Flow.EXPORT;
        Set<String> bound = countries.resolve(open.measure.boundBy(), open.d);
        Role first = export ? Role.DISPATCH : Role.DESTINATION;
        Role second = export ? Role.CONSIGNOR : Role.CONSIGNEE;
        addJurisdiction(open, first, bound);
        addJurisdiction(open, second, bound);
        if (!open.jurisdiction.isEmpty()) {
            return true;
        }
        boolean noneKnown =
                open.playing(first).isEmpty() && open.playing(second).isEmpty();
        if (noneKnown || open.measure.boundBy().stream().anyMatch(countries::isUnknown)) {
            open.doubts.add(Doubt.JURISDICTION_UNKNOWN);
            return true;
        }
        if (export) {
            addJurisdiction(open, Role.TRANSIT, bound);
            addJurisdiction(open, Role.FLAG, bound);
        }
        if (!open.jurisdiction.isEmpty()) {
            open.doubts.add(Doubt.JURISDICTION_BY_PASSAGE);
            return true;
        }
        return false;
    }

    private static void addJurisdiction(Case open, Role role, Set<String> bound) {
        for (String country : open.playing(role)) {
            if (bound.contains(country)) {
                open.jurisdiction.add(new RoleCountry(role, country));
            }
        }
    }
}
