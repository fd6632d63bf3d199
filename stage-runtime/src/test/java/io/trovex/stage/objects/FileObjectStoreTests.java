package io.trovex.stage.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trovex.stage.DependencyUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTests extends ObjectStoreContract {
    @TempDir
    private Path directory;

    @Override
    protected ObjectStore store() {
        return new FileObjectStore(directory);
    }

    @Test
    void bytesThatRotOnTheDiskAreNotGivenOut() throws IOException {
        String address = put("fresh");
        Files.writeString(file(address), "stale");

        assertThatExceptionOfType(ObjectCorruptException.class)
                .isThrownBy(() -> store().get(address))
                .matches(e -> e.code().equals("content_corrupt"));
    }

    @Test
    void anObjectThatHasLostItsEndIsWholeAgainWhenItIsPutAgain() throws IOException {
        String address = put("whole");
        Files.writeString(file(address), "who");

        put("whole");

        assertThat(store().get(address)).isEqualTo("whole".getBytes(UTF_8));
    }

    @Test
    void aDiskThatTakesNothingIsADependencyThatIsAway() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(DependencyUnavailableException.class)
                .isThrownBy(() -> new FileObjectStore(file).put(ObjectContent.of(new byte[1])));
    }

    /** An empty directory, as the mount point is when nothing is mounted there. */
    @Test
    void aDiskThatIsNotMountedIsADependencyThatIsAway() throws IOException {
        Path mounted = directory.resolve("store");
        Path unmounted = directory.resolve("elsewhere");
        ObjectStore store = new FileObjectStore(mounted);
        String address = store.put(ObjectContent.of("kept".getBytes(UTF_8)));
        Files.move(mounted, unmounted);
        Files.createDirectory(mounted);

        assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> store.get(address));
        assertThatExceptionOfType(DependencyUnavailableException.class)
                .isThrownBy(() -> store.put(ObjectContent.of(new byte[1])))
                .havingRootCause()
                .withMessage(mounted.resolve("this-is-the-object-store") + " is not there: is the disk mounted?");
        assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> store.list(_ -> {}));
        assertThat(mounted).isEmptyDirectory();

        Files.delete(mounted);
        Files.move(unmounted, mounted);
        assertThat(store.get(address)).isEqualTo("kept".getBytes(UTF_8));
    }

    @Test
    void aSourceThatBreaksOffLeavesNothing() throws IOException {
        ObjectContent broken = new ObjectContent() {
            private int opened;

            @Override
            public long length() {
                return 5;
            }

            @Override
            public InputStream open() throws IOException {
                if (opened++ > 0) {
                    throw new IOException("gone");
                }
                return InputStream.nullInputStream();
            }
        };

        assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> store().put(broken));

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("this-is-the-object-store")))
                    .isEmpty();
        }
    }

    @Test
    void whatAKilledRemovalLeftAsideIsFoundAndPutBack() throws IOException {
        String address = put("aside");
        Files.createDirectories(directory.resolve("aside"));
        Files.setLastModifiedTime(file(address), FileTime.from(Instant.EPOCH));
        Files.move(file(address), directory.resolve("aside").resolve(address));

        assertThat(store().get(address)).isEqualTo("aside".getBytes(UTF_8));
        store().list(object -> assertThat(object.putAt()).isAfter(Instant.EPOCH));

        assertThat(file(address)).exists();
    }

    /** The worst moment: the removal has moved the file aside, and has yet to delete it. */
    @Test
    void anObjectPutInTheMiddleOfItsRemovalIsThereAfterwards() throws IOException {
        String address = put("condemned");
        Path aside = Files.createDirectories(directory.resolve("aside")).resolve(address);
        Files.move(file(address), aside);

        put("condemned");
        Files.delete(aside);

        assertThat(store().get(address)).isEqualTo("condemned".getBytes(UTF_8));
    }

    @Test
    void draftsOfTheDeadAreCleared() throws IOException {
        Path drafts = Files.createDirectories(directory.resolve("drafts"));
        Path dead = Files.createFile(drafts.resolve("dead"));
        Path alive = Files.createFile(drafts.resolve("alive"));
        Files.setLastModifiedTime(dead, FileTime.from(Instant.EPOCH));

        store().list(_ -> {});

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
    }

    private Path file(String address) {
        return directory.resolve(address.substring(0, 2)).resolve(address);
    }
}
