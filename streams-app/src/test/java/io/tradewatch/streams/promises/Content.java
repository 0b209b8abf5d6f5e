package io.tradewatch.streams.promises;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;

/** What a violation says apart from its life cycle, and from the version of the law, which tells no change of it. */
public final class Content {
    private Content() {}

    /** The same violation with the life cycle and the law's version of none. */
    public static Violation of(Violation violation) {
        Violation content = new Violation();
        for (int field = 0; field < violation.getSchema().getFields().size(); field++) {
            content.put(field, violation.get(field));
        }
        content.setSequence(0);
        content.setStatus(ViolationStatus.OPEN);
        content.setStatusReason(StatusReason.DETECTED);
        content.setLawVersion("");
        return content;
    }
}
