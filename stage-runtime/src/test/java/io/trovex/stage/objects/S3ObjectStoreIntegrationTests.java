package io.trovex.stage.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.trovex.stage.DependencyUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreIntegrationTests extends ObjectStoreContract {
    private static final String OBJECTS = "a/prefix/objects/";
    private static final String MARKS = "a/prefix/condemned/";

    private static S3Server server;
    private static S3Client client;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
        client = S3Clients.of(server.properties());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.stop();
    }

    @Override
    protected ObjectStore store() {
        return store(client);
    }

    @Test
    void bytesThatWereChangedInTheBucketAreNotGivenOut() {
        String address = put("fresh");
        client.putObject(
                request -> request.bucket(S3Server.BUCKET).key(OBJECTS + address), RequestBody.fromString("stale"));

        assertThatExceptionOfType(ObjectCorruptException.class).isThrownBy(() -> store().get(address));
    }

    @Test
    void listsMoreObjectsThanOnePageHolds() {
        List<String> put = IntStream.range(0, 1_010)
                .mapToObj(number -> await().pollDelay(Duration.ZERO)
                        .ignoreException(DependencyUnavailableException.class)
                        .until(() -> put("many " + number), Objects::nonNull))
                .toList();
        List<String> listed = new ArrayList<>();

        store().list(object -> listed.add(object.address()));

        assertThat(listed).doesNotHaveDuplicates().containsAll(put);
    }

    /** The worst moment: the removal has looked at the object's age, and has yet to remove it. */
    @Test
    void anObjectPutInTheMiddleOfItsRemovalIsThereAfterwards() throws Exception {
        String address = put("condemned");
        client.putObject(request -> request.bucket(S3Server.BUCKET).key(MARKS + address), RequestBody.empty());

        CompletableFuture<String> put = CompletableFuture.supplyAsync(() -> put("condemned"));
        Thread.sleep(500);
        assertThat(put).isNotDone();
        client.deleteObject(request -> request.bucket(S3Server.BUCKET).key(OBJECTS + address));
        client.deleteObject(request -> request.bucket(S3Server.BUCKET).key(MARKS + address));

        assertThat(put.get(5, TimeUnit.SECONDS)).isEqualTo(address);
        assertThat(store().get(address)).isNotEmpty();
    }

    @Test
    void aRemovalLeavesNoMark() {
        String address = put("unmarked");

        assertThat(store().remove(address, Instant.EPOCH)).isFalse();

        assertThat(client.listObjectsV2(
                                request -> request.bucket(S3Server.BUCKET).prefix(MARKS + address))
                        .contents())
                .isEmpty();
    }

    @Test
    void aServerThatIsAwayIsADependency() throws Exception {
        S3Server stopped = new S3Server();
        stopped.stop();

        try (S3Client nowhere = S3Clients.of(stopped.properties())) {
            assertAway(store(nowhere));
        }
    }

    @Test
    void wrongCredentialsAndAMissingBucketAreNoFaultOfADocument() {
        try (S3Client stranger = S3Clients.of(server.properties("wrong"))) {
            assertAway(store(stranger));
        }
        assertAway(new S3ObjectStore(client, "no-such-bucket", ""));
    }

    private static void assertAway(ObjectStore store) {
        assertThatExceptionOfType(DependencyUnavailableException.class)
                .isThrownBy(() -> store.put(ObjectContent.of(new byte[1])));
        assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> store.get("0".repeat(64)));
        assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> store.list(_ -> {}));
        assertThatExceptionOfType(DependencyUnavailableException.class)
                .isThrownBy(() -> store.remove("0".repeat(64), Instant.MAX));
    }

    private static ObjectStore store(S3Client client) {
        return new S3ObjectStore(client, S3Server.BUCKET, "a/prefix/");
    }
}
