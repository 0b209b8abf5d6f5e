package io.tradewatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.tradewatch.cli.demo.Demonstration;
import io.tradewatch.cli.run.StartupWait;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.kafka.BoundedConsumer;
import io.tradewatch.kafka.SupervisedThreads;
import io.tradewatch.replay.Replay;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The packages and the arrows between them, none of which turns round. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tradewatch");

    /** The servers of {@code demo} and {@code dev} are processes of their own, and read nothing of others. */
    private static final JavaClasses HOUSE_WITHOUT_SERVERS =
            HOUSE.that(not(resideInAPackage("io.tradewatch.devcluster..")));

    /** The order of the packages, from the lowest; each may use those before it. */
    private static final List<String> ORDER = List.of(
            "engine",
            "kafka",
            "codec",
            "mapping",
            "state",
            "ruleset",
            "screening",
            "rescreen",
            "streams",
            "replay",
            "server",
            "cli");

    @Test
    void shouldKeepTheArrowsBetweenPackages() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : ORDER) {
            layers = layers.layer(layer).definedBy("io.tradewatch." + layer + "..");
        }
        for (int i = 0; i < ORDER.size(); i++) {
            String[] below = ORDER.subList(0, i).toArray(String[]::new);
            layers = i == 0
                    ? layers.whereLayer(ORDER.get(i)).mayNotAccessAnyLayer()
                    : layers.whereLayer(ORDER.get(i)).mayOnlyAccessLayers(below);
        }
        layers.check(HOUSE);
    }

    @Test
    void shouldKeepTheArrowsWithinTheEngine() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("io.tradewatch.engine.model..")
                .layer("index")
                .definedBy("io.tradewatch.engine.index..")
                .layer("outline")
                .definedBy("io.tradewatch.engine.outline..")
                .layer("explain")
                .definedBy("io.tradewatch.engine.explain..")
                .layer("rules")
                .definedBy("io.tradewatch.engine.rules..")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("index")
                .mayOnlyAccessLayers("model")
                .whereLayer("outline")
                .mayOnlyAccessLayers("model", "index")
                .whereLayer("explain")
                .mayOnlyAccessLayers("model", "index")
                .whereLayer("rules")
                .mayNotBeAccessedByAnyLayer()
                .check(HOUSE);
    }

    @Test
    void shouldKeepTheRulesFreeOfEverythingButJava() {
        classes()
                .that()
                .resideInAPackage("io.tradewatch.engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.tradewatch.engine..", "java..", "org.jspecify..")
                .check(HOUSE);
    }

    @Test
    void shouldKeepTheRulesFreeOfInputAndOutput() {
        noClasses()
                .that()
                .resideInAPackage("io.tradewatch.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
                .check(HOUSE);
    }

    @Test
    void shouldReadAndWriteTopicsOnlyAboveTheCodec() {
        noClasses()
                .that()
                .resideInAPackage("io.tradewatch.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.streams..", "org.apache.kafka.clients..")
                .check(HOUSE);
    }

    @Test
    void shouldStartServersOnlyForTheCommandsThatSaySo() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tradewatch.cli..", "io.tradewatch.devcluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tradewatch.devcluster..")
                .check(HOUSE);
    }

    /**
     * A thread that nobody watches dies unseen. Beside the supervisor and its scheduler only these make some: a replay, the demo and the wait for
     * servers tell their command what their threads failed with, a shutdown hook runs once, and a pool of requests replaces a
     * thread that dies and answers its request.
     */
    @Test
    void shouldMakeThreadsOnlyWhereTheyAreSupervised() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tradewatch.devcluster..")
                .and(not(belongToAnyOf(
                        SupervisedThreads.class,
                        Replay.class,
                        Demonstration.class,
                        StartupWait.class,
                        Termination.class)))
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.kafka.GuardingScheduler")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.server.RequestPool")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(ExecutorService.class))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Timer.class))))
                .orShould()
                .callMethodWhere(target(owner(equivalentTo(Executors.class))))
                .check(HOUSE);
    }

    /** A poll of small records that are large when they are decompressed does not fit into memory. */
    @Test
    void shouldReadTopicsOnlyByPollsThatAreBounded() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(BoundedConsumer.class)
                .should()
                .callConstructorWhere(target(owner(equivalentTo(KafkaConsumer.class))))
                .check(HOUSE_WITHOUT_SERVERS);
    }

    /** {@code new BigDecimal("1e100000000")} is made at once, and whatever is done with it never ends. */
    @Test
    void shouldReadDecimalsOnlyWhereTheirDigitsAreBounded() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tradewatch.engine.model.DecimalRange")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.codec.AvroJsonScalars")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.ruleset.files.YamlTree")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.mapping.NumberPattern")
                .should()
                .callConstructor(BigDecimal.class, String.class)
                .orShould()
                .callConstructor(BigInteger.class, String.class)
                .check(HOUSE_WITHOUT_SERVERS);
    }

    /** Those of {@code server} that are named here write only. */
    @Test
    void shouldParseJsonOnlyWithinBounds() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tradewatch.codec.text.BoundedJson")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.server.OperationsServer")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.server.api.Problems")
                .should()
                .callConstructor(JsonMapper.class)
                .orShould()
                .callConstructor(ObjectMapper.class)
                .orShould()
                .callConstructor(JsonFactory.class)
                .orShould()
                .callMethod(JsonMapper.class, "builder")
                .orShould()
                .callMethod(JsonFactory.class, "builder")
                .check(HOUSE_WITHOUT_SERVERS);
    }

    @Test
    void shouldParseYamlOnlyWithinBounds() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tradewatch.codec.text.BoundedYaml")
                .should()
                .callConstructor(LoaderOptions.class)
                .orShould()
                .callConstructor(Yaml.class)
                .check(HOUSE_WITHOUT_SERVERS);
    }

    /** The plan of a replay is written beside and renamed by itself; the mark of the demo's folder has no content to lose. */
    @Test
    void shouldWriteFilesOnlyAsAWhole() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tradewatch.codec.text.WholeFile")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.replay.PlanFolder")
                .and()
                .doNotHaveFullyQualifiedName("io.tradewatch.cli.demo.Demonstration$DemoFolder")
                .should()
                .callMethodWhere(target(owner(equivalentTo(Files.class)))
                        .and(target(nameMatching("newBufferedWriter|newOutputStream|write|writeString"))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(FileOutputStream.class, FileWriter.class)
                .check(HOUSE_WITHOUT_SERVERS);
    }

    /** The bar of progress writes to a terminal itself, and only words of ours. */
    @Test
    void shouldPrintOnlyThroughTheCommandLinesWriters() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.tradewatch.cli.Progress")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(HOUSE_WITHOUT_SERVERS);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("io.tradewatch.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void shouldHaveNoCyclesWithinAPackage() {
        for (String layer : ORDER) {
            slices().matching("io.tradewatch." + layer + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
    }

    @Test
    void shouldBuildCodecAndRulesetUponTheirParts() {
        for (String layer : List.of("codec", "ruleset")) {
            slices().matching("io.tradewatch.(**)")
                    .should()
                    .beFreeOfCycles()
                    .check(HOUSE.that(resideInAPackage("io.tradewatch." + layer + "..")));
        }
    }
}
