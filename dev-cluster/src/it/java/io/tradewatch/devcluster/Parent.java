package io.tradewatch.devcluster;

import java.util.List;

/** Is a program that starts a cluster and is killed: prints the servers' process ids and waits for that. */
final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
        DevCluster cluster = DevCluster.start(DevClusterOptions.defaults());
        List.of(cluster.brokerPid(1), cluster.registryPid()).forEach(System.out::println);
        System.out.println(cluster.dataDirectory());
        Thread.currentThread().join();
    }
}
