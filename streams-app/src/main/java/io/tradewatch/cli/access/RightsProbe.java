package io.tradewatch.cli.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.jspecify.annotations.Nullable;

/**
 * Determines which rights a broker does not grant, without changing anything. The broker reports the permitted operations on
 * an existing topic or group. Otherwise the probe sends a request that needs the right, and checks for a refusal.
 * Undetectable rights do not count as missing: writing to a topic that does not exist, and using a transactional id that may
 * be described.
 */
public final class RightsProbe {
    /** A name that no topic and no group member has. */
    private static final String NOBODY = "doctor-" + UUID.randomUUID();

    private final Admin admin;

    /** @param admin a client with the rights in question; stays open */
    public RightsProbe(Admin admin) {
        this.admin = admin;
    }

    /**
     * The missing rights, in the order of the argument.
     *
     * @throws ExecutionException when the broker does not answer
     */
    public List<Right> missing(List<Right> rights) throws ExecutionException, InterruptedException {
        Map<ResourcePattern, List<Right>> byResource = new LinkedHashMap<>();
        for (Right right : rights) {
            byResource.computeIfAbsent(right.on(), on -> new ArrayList<>()).add(right);
        }
        List<Right> missing = new ArrayList<>();
        for (Map.Entry<ResourcePattern, List<Right>> resource : byResource.entrySet()) {
            missing.addAll(missing(resource.getKey(), resource.getValue()));
        }
        return missing;
    }

    private List<Right> missing(ResourcePattern on, List<Right> rights)
            throws ExecutionException, InterruptedException {
        return switch (on.resourceType()) {
            case TOPIC -> missingOnTopic(rights.get(0).isPrefixed() ? topicLike(on.name()) : on.name(), rights);
            case GROUP -> missingOnGroup(on.name(), rights);
            case TRANSACTIONAL_ID ->
                isRefused(admin.describeTransactions(List.of(on.name())).all()) ? rights : List.of();
            default -> List.of();
        };
    }

    /** A topic with this prefix; a name that does not exist if no such topic is visible. */
    private String topicLike(String prefix) throws ExecutionException, InterruptedException {
        Set<String> seen = admin.listTopics().names().get();
        return seen.stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .findFirst()
                .orElse(prefix + NOBODY);
    }

    private List<Right> missingOnTopic(String topic, List<Right> rights)
            throws ExecutionException, InterruptedException {
        DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        try {
            Set<AclOperation> granted = admin.describeTopics(List.of(topic), options)
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .authorizedOperations();
            return lacking(granted, rights);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return lackingOnAbsentTopic(topic, rights);
            }
            if (e.getCause() instanceof AuthorizationException) {
                boolean mayCreate = mayCreate(topic);
                return rights.stream()
                        .filter(right ->
                                right.impliesDescribe() || (right.operation() == AclOperation.CREATE && !mayCreate))
                        .toList();
            }
            throw e;
        }
    }

    /**
     * For a topic that does not exist, the broker reports whether this client may create it, and whether it may describe its
     * configuration.
     */
    private List<Right> lackingOnAbsentTopic(String topic, List<Right> rights)
            throws ExecutionException, InterruptedException {
        List<Right> lacking = new ArrayList<>();
        for (Right right : rights) {
            boolean isLacking = switch (right.operation()) {
                case CREATE -> !mayCreate(topic);
                case DESCRIBE_CONFIGS -> !maySeeSettings(topic);
                default -> false;
            };
            if (isLacking) {
                lacking.add(right);
            }
        }
        return lacking;
    }

    private boolean maySeeSettings(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return !isRefused(admin.describeConfigs(List.of(resource)).all());
    }

    /** Validates only: nothing is created. */
    private boolean mayCreate(String topic) throws ExecutionException, InterruptedException {
        CreateTopicsOptions trial = new CreateTopicsOptions().validateOnly(true);
        NewTopic any = new NewTopic(topic, 1, (short) 1);
        return !isRefused(admin.createTopics(List.of(any), trial).all());
    }

    private List<Right> missingOnGroup(String group, List<Right> rights)
            throws ExecutionException, InterruptedException {
        DescribeConsumerGroupsOptions options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        try {
            return lacking(
                    admin.describeConsumerGroups(List.of(group), options)
                            .describedGroups()
                            .get(group)
                            .get()
                            .authorizedOperations(),
                    rights);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return rights;
            }
            // The group does not exist, or is of another kind. Removing a member that does not exist needs the right to
            // read.
            return isRefused(admin.removeMembersFromConsumerGroup(
                                    group,
                                    new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(NOBODY))))
                            .all())
                    ? rights
                    : List.of();
        }
    }

    private static List<Right> lacking(@Nullable Set<AclOperation> granted, List<Right> rights) {
        return granted == null
                ? List.of()
                : rights.stream()
                        .filter(right -> !granted.contains(right.operation()))
                        .toList();
    }

    /** Whether the broker refuses for lack of a right; any other failure means that the right exists. */
    private static boolean isRefused(KafkaFuture<?> answer) throws ExecutionException, InterruptedException {
        try {
            answer.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw e;
            }
            return Refusal.in(e).isPresent();
        }
    }
}
