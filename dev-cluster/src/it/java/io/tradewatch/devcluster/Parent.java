package io.tradewatch.devcluster;

import java.nio.file.Path;
import java.util.List;

/** Is a program that starts a cluster in the folder it is given and is killed: prints the servers' process ids and waits for that. */
final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
        DevCluster cluster = DevCluster.start(DevClusterOptions.defaults().withDataDirectory(Path.of(args[0])));
        List.of(cluster.brokerPid(1), cluster.registryPid()).forEach(System.out::println);
        Thread.currentThread().join();
    }
}
