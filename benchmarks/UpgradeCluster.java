import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs a Kafka and a registry for {@code benchmarks/upgrade}, until its standard input ends. The first line that it prints has
 * their addresses. For each line {@code GROUP TOPIC} that it reads, it prints one line: per partition of the topic the offset
 * that the group has committed (-1: none) and the end.
 */
public final class UpgradeCluster {
    private UpgradeCluster() {}

    /** Takes the folder for the data. */
    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DevClusterOptions options = DevClusterOptions.defaults().withDataDirectory(Path.of(arguments[0]));
        try (DevCluster cluster = DevCluster.start(options);
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            System.out.println("serving " + cluster.bootstrapServers() + " " + cluster.registryUrl());
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] asked = line.split(" ");
                System.out.println("offsets " + offsets(admin, asked[0], asked[1]));
            }
        }
    }

    private static String offsets(Admin admin, String group, String topic) throws Exception {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        Map<TopicPartition, OffsetSpec> ends = description.partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
        Map<Integer, String> found = new TreeMap<>();
        admin.listOffsets(ends).all().get().forEach((partition, end) -> {
            var offset = committed.get(partition);
            found.put(partition.partition(), (offset == null ? -1 : offset.offset()) + "/" + end.offset());
        });
        return String.join(" ", found.values());
    }
}
