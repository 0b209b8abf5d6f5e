package io.tradewatch.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.Slf4jLogConsumer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The application's image in the straits that production has for it: nothing to write on, no rights, little memory. */
final class TradewatchContainer extends GenericContainer<TradewatchContainer> {
    static final String TOKEN = "a-token-of-this-test";

    private static final int HTTP_PORT = 8080;
    private static final long MEMORY_BYTES = 512L << 20;
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    /** That of docker/kubernetes. */
    private static final Duration GRACE = Duration.ofSeconds(45);

    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(5);

    private TradewatchContainer(DockerImageName image, ContainerCluster cluster) {
        super(image);
        withNetwork(cluster.network());
        withEnv("TRADEWATCH_KAFKA_BOOTSTRAP_SERVERS", ContainerCluster.KAFKA_INSIDE);
        withEnv("TRADEWATCH_SCHEMA_REGISTRY_URL", ContainerCluster.REGISTRY_INSIDE);
        withCreateContainerCmdModifier(create -> create.getHostConfig()
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withMemory(MEMORY_BYTES)
                .withMemorySwap(MEMORY_BYTES));
    }

    /** {@code run}, with a look-back of 0; answers when it is ready. */
    static TradewatchContainer running(ContainerCluster cluster) {
        return new TradewatchContainer(image(), cluster)
                .withEnv("TRADEWATCH_HTTP_TOKEN", TOKEN)
                .withEnv("TRADEWATCH_SCREENING_LOOK_BACK", "0")
                .withExposedPorts(HTTP_PORT)
                .withLogConsumer(new Slf4jLogConsumer(LoggerFactory.getLogger(TradewatchContainer.class)))
                .waitingFor(Wait.forHttp("/health/ready").withStartupTimeout(START_PATIENCE));
    }

    /** A command that ends by itself, well or not; it has ended when it is started. */
    static TradewatchContainer command(ContainerCluster cluster, String... words) {
        return new TradewatchContainer(image(), cluster)
                .withCommand(words)
                .withStartupCheckStrategy(new Ended().withTimeout(START_PATIENCE));
    }

    /** The image that {@code TRADEWATCH_IMAGE} names, or one of what was just built. */
    private static DockerImageName image() {
        return DockerImageName.parse(
                Optional.ofNullable(System.getenv("TRADEWATCH_IMAGE")).orElseGet(() -> built("tradewatch:test")));
    }

    private static String built(String tag) {
        List<String> words =
                new ArrayList<>(List.of("docker", "build", "--quiet", "-f", "docker/Dockerfile", "-t", tag, "."));
        Optional.ofNullable(System.getenv("BASE_IMAGE"))
                .ifPresent(base -> words.addAll(2, List.of("--build-arg", "BASE_IMAGE=" + base)));
        try {
            Process build = new ProcessBuilder(words)
                    .directory(Path.of("..").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!build.waitFor(BUILD_PATIENCE.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
                build.destroyForcibly();
                throw new AssertionError("the image cannot be built: " + words);
            }
            return tag;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Where its HTTP is found from this machine. */
    String url() {
        return "http://" + getHost() + ":" + getMappedPort(HTTP_PORT);
    }

    /** Sends SIGTERM and waits for the end, for as long as the manifests allow; then it is killed, with exit code 137. */
    long stopInGoodOrder() {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout((int) GRACE.toSeconds())
                .exec();
        return exitCode();
    }

    /** One that is killed stays a member of its group for a session, and the next would wait for it. */
    @Override
    protected void containerIsStopping(InspectContainerResponse container) {
        if (Boolean.TRUE.equals(state().getRunning())) {
            stopInGoodOrder();
        }
    }

    /** How it ended. */
    long exitCode() {
        return state().getExitCodeLong();
    }

    /** Whether the kernel killed it because it took more memory than it may. */
    boolean isOutOfMemory() {
        return Boolean.TRUE.equals(state().getOOMKilled());
    }

    private InspectContainerResponse.ContainerState state() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec().getState();
    }

    /** Starts it again, as a restart policy would: the same container with what it has written. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    /** Started is what has ended. */
    private static final class Ended extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String containerId) {
            return "exited".equals(getCurrentState(client, containerId).getStatus())
                    ? StartupStatus.SUCCESSFUL
                    : StartupStatus.NOT_YET_KNOWN;
        }
    }
}
