package io.tradewatch.ruleset.files;

import java.util.Set;
import java.util.TreeSet;

/** A set of codes, searched by the beginnings of codes. */
public final class CodeSet {
    private final TreeSet<String> codes = new TreeSet<>();

    public void add(String digits) {
        codes.add(digits);
    }

    /** Whether a code, or one that contains it such as its heading, is in the set. */
    public boolean contains(String digits) {
        for (int length = 0; length <= digits.length(); length += 2) {
            if (codes.contains(digits.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the codes of the set that are parts of a code. */
    public Set<String> under(String digits) {
        return codes.subSet(digits, false, digits + ':', false);
    }

    /** Whether the set contains a code or a part of it. */
    public boolean touches(String digits) {
        String next = codes.ceiling(digits);
        return contains(digits) || (next != null && next.startsWith(digits));
    }
}
