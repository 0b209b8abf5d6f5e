package io.tradewatch.engine.model;

/**
 * A role as a measure lists it.
 *
 * @param role the role
 * @param ex true when the role alone does not decide (written {@code ex TRANSIT}): if only such roles match, the
 *     violation has the doubt {@link Doubt#ROLE_NOT_DECISIVE}
 */
public record ListedRole(Role role, boolean ex) {

    /**
     * Reads a role as measure files and records write it.
     *
     * @param written for example {@code DESTINATION} or {@code ex TRANSIT}
     * @throws IllegalArgumentException when it is not a role
     */
    public static ListedRole parse(String written) {
        boolean ex = written.startsWith("ex ");
        String name = ex ? written.substring(3) : written;
        try {
            return new ListedRole(Role.valueOf(name), ex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + written + "' is not a role", e);
        }
    }

    /** The role as measure files write it. */
    public String written() {
        return ex ? "ex " + role : role.toString();
    }
}
