package io.tradewatch.cli.access;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The rights that a broker's refusal calls for. Kafka's own message does not name the operation, and does not always name
 * the resource.
 *
 * @param message what is missing
 * @param fix the commands that grant it
 */
public record MissingRights(String message, String fix) {

    /**
     * The missing rights, if a command failed for lack of one.
     *
     * @param line the command
     */
    public static Optional<MissingRights> of(Throwable failure, CommandLine line) {
        return Refusal.in(failure)
                .flatMap(refusal -> configuration(line.getCommandSpec())
                        .flatMap(configuration -> of(refusal, line.getCommandSpec(), configuration)));
    }

    private static Optional<MissingRights> of(
            AuthorizationException refusal, CommandSpec command, Configuration configuration) {
        List<Right> needed =
                Rights.of(command.qualifiedName(" ").replaceFirst("^tradewatch ", ""), names(command, configuration));
        List<Right> missing = missing(needed, configuration);
        List<Right> likely = missing.isEmpty()
                ? needed.stream()
                        .filter(right -> right.on().resourceType() == typeOf(refusal))
                        .toList()
                : missing;
        if (likely.isEmpty()) {
            return Optional.empty();
        }
        String servers = configuration.get(Keys.BOOTSTRAP_SERVERS);
        String principal = Principal.of(configuration.kafka());
        return Optional.of(new MissingRights(
                "Kafka at " + servers + " does not allow " + principal + " "
                        + likely.stream().map(Right::toString).collect(Collectors.joining(", "))
                        + (missing.isEmpty() ? ", or not all of it" : "") + " (" + refusal.getMessage() + ")",
                "Have somebody who administers Kafka run\n"
                        + likely.stream()
                                // Backslashes continue each command over several lines in a shell.
                                .map(right -> right.grant(servers, principal).replace(" --", " \\\n--"))
                                .collect(Collectors.joining("\n"))));
    }

    private static Optional<Configuration> configuration(CommandSpec command) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(ClusterOptions.class::isInstance)
                .map(options -> ((ClusterOptions) options).configuration())
                .findFirst();
    }

    /** Names from the settings, and topics from the options. */
    private static Map<String, String> names(CommandSpec command, Configuration configuration) {
        Map<String, String> names = new HashMap<>(Rights.names(configuration));
        for (String option : List.of("output", "against")) {
            OptionSpec named = command.findOption("--" + option);
            if (named != null && named.getValue() instanceof String topic) {
                names.put(option, topic);
            }
        }
        return names;
    }

    /** The missing rights, as far as the broker reports them; otherwise empty. */
    private static List<Right> missing(List<Right> needed, Configuration configuration) {
        try (Admin admin = Connections.kafka(configuration)) {
            return new RightsProbe(admin).missing(needed);
        } catch (ExecutionException | CliException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static ResourceType typeOf(AuthorizationException refusal) {
        if (refusal instanceof GroupAuthorizationException) {
            return ResourceType.GROUP;
        }
        return refusal instanceof TransactionalIdAuthorizationException
                ? ResourceType.TRANSACTIONAL_ID
                : ResourceType.TOPIC;
    }
}
