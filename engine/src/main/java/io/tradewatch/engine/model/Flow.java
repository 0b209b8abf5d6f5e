package io.tradewatch.engine.model;

import static io.tradewatch.engine.model.Role.CONSIGNEE;
import static io.tradewatch.engine.model.Role.CONSIGNOR;
import static io.tradewatch.engine.model.Role.DESTINATION;
import static io.tradewatch.engine.model.Role.DISPATCH;
import static io.tradewatch.engine.model.Role.END_USER;
import static io.tradewatch.engine.model.Role.ORIGIN;
import static io.tradewatch.engine.model.Role.TRANSIT;

import java.util.List;

/** The direction that a measure restricts, seen from its target. A ban in both directions is two measures. */
public enum Flow {
    /** Supply to the target. */
    EXPORT(
            List.of(DESTINATION, CONSIGNEE, END_USER, TRANSIT),
            List.of(
                    new ListedRole(DESTINATION, false),
                    new ListedRole(CONSIGNEE, false),
                    new ListedRole(END_USER, false),
                    new ListedRole(TRANSIT, true))),
    /** Procurement from the target. */
    IMPORT(
            List.of(ORIGIN, DISPATCH, CONSIGNOR, TRANSIT),
            List.of(new ListedRole(ORIGIN, false), new ListedRole(DISPATCH, false), new ListedRole(CONSIGNOR, false)));

    private final List<Role> roles;
    private final List<ListedRole> defaultRoles;

    Flow(List<Role> roles, List<ListedRole> defaultRoles) {
        this.roles = roles;
        this.defaultRoles = defaultRoles;
    }

    /** The roles in which a target can match in this direction, in the order in which matches are listed. */
    public List<Role> roles() {
        return roles;
    }

    /** The roles for a measure that lists none. */
    public List<ListedRole> defaultRoles() {
        return defaultRoles;
    }
}
