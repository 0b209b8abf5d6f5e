package io.tradewatch.cli.doctor;

import io.tradewatch.cli.access.Principal;
import io.tradewatch.cli.access.Right;
import io.tradewatch.cli.access.Rights;
import io.tradewatch.cli.access.RightsProbe;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.resource.ResourceType;

/** Reports the rights that {@code run} lacks on the cluster, each with the command that grants it. */
record RightsCheck(Configuration configuration, Admin admin) implements Check {
    private static final String CHECK = "rights";

    @Override
    public List<Diagnosis> look() throws ExecutionException, InterruptedException {
        boolean isTransactional = configuration.get(Keys.PROCESSING_GUARANTEE).startsWith("exactly_once");
        List<Right> needed = Rights.of("run", Rights.names(configuration)).stream()
                .filter(right -> isTransactional || right.on().resourceType() != ResourceType.TRANSACTIONAL_ID)
                .toList();
        String principal = Principal.of(configuration.kafka());
        List<Right> missing = new RightsProbe(admin).missing(needed);
        if (missing.isEmpty()) {
            return List.of(Diagnosis.ok(
                    CHECK, "nothing is missing of the " + needed.size() + " rights that 'tradewatch run' needs"));
        }
        return missing.stream()
                .map(right -> Diagnosis.failed(
                        CHECK,
                        principal + " lacks " + right,
                        right.grant(configuration.get(Keys.BOOTSTRAP_SERVERS), principal)))
                .toList();
    }
}
