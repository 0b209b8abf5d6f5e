package io.tradewatch.cli.access;

import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * One right on a cluster.
 *
 * @param on a topic, a group or a transactional id: a single name, or all names with a prefix
 * @param operation the permitted operation
 */
public record Right(ResourcePattern on, AclOperation operation) {

    /** The operation as Kafka's tools write it: {@code Read}, {@code DescribeConfigs}. */
    public String operationName() {
        return SecurityUtils.operationName(operation);
    }

    /** The resource in words: {@code topic transfers}, {@code topics tradewatch-*}. */
    public String resource() {
        String kind = on.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return isPrefixed() ? kind + "s " + on.name() + "*" : kind + " " + on.name();
    }

    boolean isPrefixed() {
        return on.patternType() == PatternType.PREFIXED;
    }

    /** Whether this right includes Describe, by Kafka's own rules. */
    boolean impliesDescribe() {
        return switch (operation) {
            case READ, WRITE, DELETE, ALTER, DESCRIBE -> true;
            default -> false;
        };
    }

    /**
     * The command that grants the right.
     *
     * @param bootstrapServers the cluster's address
     * @param principal the principal that receives it, such as {@code User:tradewatch}
     */
    public String grant(String bootstrapServers, String principal) {
        return "kafka-acls.sh --bootstrap-server " + bootstrapServers + " --add --allow-principal " + principal
                + " --operation " + operationName() + " --" + option() + " " + on.name()
                + (isPrefixed() ? " --resource-pattern-type prefixed" : "");
    }

    private String option() {
        ResourceType type = on.resourceType();
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return operationName() + " on " + resource();
    }
}
