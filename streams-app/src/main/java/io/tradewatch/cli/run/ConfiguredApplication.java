package io.tradewatch.cli.run;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.ApplicationSettings;
import io.tradewatch.streams.ScreeningApplication;
import io.tradewatch.streams.StartFailedException;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the application according to the settings, and converts its failures into error messages. */
public final class ConfiguredApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredApplication.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(2);

    private ConfiguredApplication() {}

    /**
     * Starts the application.
     *
     * @param meters counts what it does
     * @throws CliException when it does not start
     */
    public static ScreeningApplication start(Configuration configuration, ScreeningMeters meters) {
        try {
            return ScreeningApplication.start(settings(configuration), meters);
        } catch (StartFailedException e) {
            throw new CliException(
                    String.valueOf(e.getMessage()), "Fix it and start again; --stacktrace tells where it arose.", e);
        }
    }

    private static ApplicationSettings settings(Configuration configuration) {
        return new ApplicationSettings(
                configuration.get(Keys.APPLICATION_ID),
                configuration.topics(),
                configuration.kafka(),
                configuration.registry(),
                configuration.get(Keys.PROCESSING_GUARANTEE),
                configuration.get(Keys.GROUP_PROTOCOL),
                configuration.get(Keys.THREADS),
                configuration.stateDir(),
                configuration.get(Keys.COMMIT_INTERVAL),
                configuration.get(Keys.GATE_TIMEOUT),
                configuration.get(Keys.LOOK_BACK),
                configuration.get(Keys.VIOLATION_MEMORY),
                configuration.get(Keys.SLICE_RECORDS),
                configuration.get(Keys.MAX_FAILURES),
                configuration.get(Keys.MAX_VIOLATIONS),
                configuration.get(Keys.MEASURES_DEBOUNCE));
    }

    /**
     * Waits until the command is stopped.
     *
     * @throws CliException when the application ends by itself
     */
    public static void serve(ScreeningApplication application, Termination termination) {
        State seen = State.CREATED;
        while (!termination.await(LOOK)) {
            State state = application.state();
            if (state != seen) {
                LOG.info("state: {}", state);
                seen = state;
            }
            requireAlive(application);
        }
        LOG.info("told to stop");
    }

    /**
     * Stops the application and leaves its group. Uses a short time limit if the servers are gone.
     *
     * @param termination knows whether the servers are gone
     */
    public static void leave(ScreeningApplication application, Termination termination) {
        if (termination.isBrokenOff()) {
            application.leave(SOON);
        } else {
            application.leave();
        }
    }

    /**
     * Checks that the application is running.
     *
     * @throws CliException when it has ended by itself
     */
    public static void requireAlive(ScreeningApplication application) {
        if (application.state().hasStartedOrFinishedShuttingDown()) {
            throw new CliException(
                    "screening has ended: " + application.lastFailure(),
                    "Nothing is lost: what was not screened is read again at the next start. The log tells what led to"
                            + " it.");
        }
    }
}
