package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of where a thread is. */
final class FlameGraphTest {
    private final FlameGraph graph = new FlameGraph("flames", "Where <it> is");
    private final Path folder;

    FlameGraphTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String drawn() throws IOException {
        graph.write(folder);
        return Files.readString(folder.resolve("flames.svg"));
    }

    @Test
    void shouldCountTheSamplesOfWhatAMethodCalledAsItsOwn() throws IOException {
        graph.add(List.of("a.Main.run", "a.Work.walk"));
        graph.add(List.of("a.Main.run", "a.Work.look"));
        graph.add(List.of("a.Main.run", "a.Work.look"));

        assertThat(drawn())
                .contains("<title>all: 3 of 3 samples, 100.0 %</title>")
                .contains("<title>a.Main.run: 3 of 3 samples, 100.0 %</title>")
                .contains("<title>a.Work.walk: 1 of 3 samples, 33.3 %</title>")
                .contains("<title>a.Work.look: 2 of 3 samples, 66.7 %</title>");
    }

    @Test
    void shouldKeepTheSameMethodApartUnderAnotherCaller() throws IOException {
        graph.add(List.of("a.Main.run", "a.Work.look"));
        graph.add(List.of("a.Main.stop", "a.Work.look"));

        assertThat(drawn()).containsSubsequence("a.Work.look: 1 of 2 samples", "a.Work.look: 1 of 2 samples");
    }

    @Test
    void shouldLeaveOutWhatHardlyAnySampleFound() throws IOException {
        for (int sample = 0; sample < 999; sample++) {
            graph.add(List.of("a.Main.run"));
        }
        graph.add(List.of("a.Main.rare"));

        assertThat(drawn()).contains("a.Main.run: 999 of 1000").doesNotContain("rare");
    }

    @Test
    void shouldEscapeWhatXmlTakesForItsOwn() throws IOException {
        graph.add(List.of("a.Work.<init>"));

        assertThat(drawn())
                .contains("Where &lt;it&gt; is")
                .contains("a.Work.&lt;init&gt;")
                .doesNotContain("<init>");
    }
}
