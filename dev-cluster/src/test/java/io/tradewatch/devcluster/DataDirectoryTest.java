package io.tradewatch.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @Test
    void shouldDeleteATemporaryFolderWithAllThatIsInIt() throws IOException {
        DataDirectory folder = DataDirectory.open(Optional.empty());
        Files.writeString(Files.createDirectory(folder.path().resolve("topic")).resolve("segment"), "records");

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void shouldKeepItsClusterId(@TempDir Path path) {
        String first = clusterId(path);

        assertThat(first).matches("[A-Za-z0-9_-]{22}");
        assertThat(clusterId(path)).isEqualTo(first);
    }

    @Test
    void shouldMakeUpNoClusterIdThatLooksLikeAnOption() {
        assertThat(Stream.generate(DataDirectory::newClusterId).limit(1_000)).noneMatch(id -> id.startsWith("-"));
    }

    private static String clusterId(Path path) {
        try (DataDirectory folder = DataDirectory.open(Optional.of(path))) {
            return folder.clusterId();
        }
    }

    @Test
    void shouldBeOpenedOnceAtATime(@TempDir Path path) {
        try (DataDirectory first = DataDirectory.open(Optional.of(path))) {
            assertThatThrownBy(() -> DataDirectory.open(Optional.of(path)))
                    .isInstanceOf(DevClusterException.class)
                    .hasMessageContaining(first.path() + " is in use by another cluster");
        }
        DataDirectory.open(Optional.of(path)).close();
    }

    @Test
    void shouldNameAFolderThatCannotBeMade(@TempDir Path path) throws IOException {
        Path file = Files.writeString(path.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.open(Optional.of(file.resolve("data"))))
                .isInstanceOf(DevClusterException.class)
                .hasMessageContaining(file.toString());
    }
}
