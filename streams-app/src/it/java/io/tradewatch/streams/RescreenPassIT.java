package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Past transfers, screened again on a real broker when the law changes. */
class RescreenPassIT {
    @TempDir
    private Path stateDirectory;

    @Test
    void shouldFindPastTransfersWhenAMeasureComesAndWithdrawThemWhenItGoes() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-ARMS", 1, "93"));
            try (ScreeningApplication application = scene.start()) {
                scene.transfer(toNorthKorea("before", "930200").build());
                scene.transfer(toNorthKorea("aurus", "870340").build());
                scene.awaitAlerts(1);
                scene.awaitScreened();

                scene.law(ban("BAN-VEHICLES", 1, "87"));
                scene.awaitAlerts(2);

                scene.send(LiveScene.TOPICS.measures(), "BAN-VEHICLES@1", null);
                scene.awaitAlerts(3);
                assertThat(application.lastFailure()).isEmpty();
                application.leave();
            }
            try (ScreeningApplication restarted = scene.start()) {
                scene.law(ban("BAN-VEHICLES", 2, "8703"));
                scene.transfer(toNorthKorea("after", "870340").build());
                scene.awaitAlerts(5);
                assertThat(restarted.lastFailure()).isEmpty();
            }
            assertThat(scene.alerts())
                    .extracting(
                            Violation::getTransferId,
                            Violation::getMeasureId,
                            Violation::getSequence,
                            alert -> alert.getStatus() + " " + alert.getStatusReason())
                    .containsExactlyInAnyOrder(
                            tuple("before", "BAN-ARMS", 0, "OPEN DETECTED"),
                            tuple("aurus", "BAN-VEHICLES", 0, "OPEN RESCREENED"),
                            tuple("aurus", "BAN-VEHICLES", 1, "WITHDRAWN MEASURE_REVOKED"),
                            tuple("aurus", "BAN-VEHICLES", 2, "OPEN RESCREENED"),
                            tuple("after", "BAN-VEHICLES", 0, "OPEN DETECTED"));
        }
    }

    /** The next transfer may be long in coming: where the partition goes on is known from the group. */
    @Test
    void shouldLookBackAfterARestartThoughNoTransferComes() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-ARMS", 1, "93"));
            try (ScreeningApplication application = scene.start()) {
                scene.transfer(toNorthKorea("aurus", "870340").build());
                scene.awaitScreened();
                application.leave();
            }
            try (ScreeningApplication restarted = scene.start()) {
                scene.law(ban("BAN-VEHICLES", 1, "87"));
                scene.awaitAlerts(1);
                assertThat(restarted.lastFailure()).isEmpty();
            }
            assertThat(scene.alerts())
                    .extracting(Violation::getTransferId, alert -> alert.getStatus() + " " + alert.getStatusReason())
                    .containsExactly(tuple("aurus", "OPEN RESCREENED"));
        }
    }

    /** What has left the look-back is found no more; what is open outlives it, and can still be withdrawn. */
    @Test
    void shouldReachBackAsFarAsTheLookBackAndNoFurther() throws Exception {
        Instant longAgo = Instant.now().minus(LiveScene.LOOK_BACK).minus(Duration.ofDays(1));
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-ARMS", 1, "93"));
            try (ScreeningApplication application = scene.start()) {
                scene.transferAt(longAgo, toNorthKorea("old-arms", "930200").build());
                scene.transferAt(longAgo, toNorthKorea("old-car", "870340").build());
                scene.transfer(toNorthKorea("new-car", "870340").build());
                scene.awaitAlerts(1);
                scene.awaitScreened();

                scene.law(ban("BAN-VEHICLES", 1, "87"));
                scene.awaitAlerts(2);
                scene.send(LiveScene.TOPICS.measures(), "BAN-ARMS@1", null);
                scene.awaitAlerts(3);
                scene.awaitApplied(application);
                assertThat(application.lastFailure()).isEmpty();
                // The two old ones, in the pass of each change.
                assertThat(scene.counted("tradewatch.rescreening.out.of.reach")).isGreaterThanOrEqualTo(4);
            }
            assertThat(scene.alerts())
                    .extracting(Violation::getTransferId, alert -> alert.getStatus() + " " + alert.getStatusReason())
                    .containsExactly(
                            tuple("old-arms", "OPEN DETECTED"),
                            tuple("new-car", "OPEN RESCREENED"),
                            tuple("old-arms", "WITHDRAWN MEASURE_REVOKED"));
        }
    }

    /** Positions in another topic mean nothing in this one: everything is screened again, and only differences told. */
    @Test
    void shouldBeginAnewWhenTheTopicOfMeasuresIsMadeAnew() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"), ban("BAN-ARMS", 1, "93"), ban("BAN-COAL", 1, "27"));
            try (ScreeningApplication application = scene.start()) {
                scene.transfer(toNorthKorea("aurus", "870340").build());
                scene.transfer(toNorthKorea("rifles", "930200").build());
                scene.transfer(toNorthKorea("books", "490199").build());
                scene.awaitAlerts(2);
                scene.awaitScreened();
                application.leave();
            }

            scene.makeMeasuresAnew();
            scene.law(ban("BAN-ARMS", 1, "93"), ban("BAN-BOOKS", 1, "49"));
            try (ScreeningApplication restarted = scene.start()) {
                scene.awaitAlerts(4);
                scene.awaitApplied(restarted);
                assertThat(restarted.lastFailure()).isEmpty();
            }
            assertThat(scene.alerts())
                    .extracting(Violation::getTransferId, alert -> alert.getStatus() + " " + alert.getStatusReason())
                    .containsExactlyInAnyOrder(
                            tuple("aurus", "OPEN DETECTED"),
                            tuple("rifles", "OPEN DETECTED"),
                            tuple("aurus", "WITHDRAWN MEASURE_REVOKED"),
                            tuple("books", "OPEN RESCREENED"));
        }
    }
}
