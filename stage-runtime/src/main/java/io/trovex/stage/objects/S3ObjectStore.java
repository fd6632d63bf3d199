package io.trovex.stage.objects;

import io.trovex.stage.DependencyUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keys of one bucket, which must keep what it has acknowledged and read what it has written. S3 has no removal that
 * depends on an object's age, so a removal announces itself: it marks the object as condemned, looks at its age, removes
 * it, and takes the mark away. Whoever puts an object that is there already waits until it is not condemned, and makes
 * sure that it is still there.
 */
final class S3ObjectStore implements ObjectStore, AutoCloseable {
    private static final String OCTETS = "application/octet-stream";
    private static final Duration LOOK = Duration.ofMillis(100);
    /** A mark this old was left by a removal that was killed. */
    private static final Duration ABANDONED = Duration.ofMinutes(5);

    private final S3Client s3;
    private final String bucket;
    private final String objects;
    private final String condemned;

    /** @param prefix of every key; empty, or ending in a slash */
    S3ObjectStore(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.objects = prefix + "objects/";
        this.condemned = prefix + "condemned/";
    }

    @Override
    public String put(ObjectContent content) {
        try {
            String address = Address.of(content);
            if (putAt(objects + address).isEmpty()) {
                write(address, content);
                return address;
            }
            do {
                write(address, content);
                awaitReprieve(address);
            } while (putAt(objects + address).isEmpty());
            return address;
        } catch (SdkException | IOException | UncheckedIOException e) {
            throw new DependencyUnavailableException("object_store", "the object store takes no object", e);
        }
    }

    @Override
    public byte[] get(String address) {
        String key = objects + Address.checked(address);
        try {
            return Address.verified(
                    address,
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArrayUnsafe());
        } catch (NoSuchKeyException _) {
            throw new ObjectMissingException(address);
        } catch (SdkException | UncheckedIOException e) {
            throw new DependencyUnavailableException(
                    "object_store", "the object store does not give object " + address, e);
        }
    }

    @Override
    public void list(Consumer<StoredObject> each) {
        try {
            s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(objects)).contents().stream()
                    .filter(object -> Address.isAddress(object.key().substring(objects.length())))
                    .map(object -> new StoredObject(
                            object.key().substring(objects.length()), object.size(), object.lastModified()))
                    .forEach(each);
        } catch (SdkException | UncheckedIOException e) {
            throw new DependencyUnavailableException("object_store", "the object store cannot be listed", e);
        }
    }

    @Override
    public boolean remove(String address, Instant cutoff) {
        String key = objects + Address.checked(address);
        String mark = condemned + address;
        try {
            s3.putObject(request -> request.bucket(bucket).key(mark), RequestBody.empty());
            boolean old = putAt(key).filter(putAt -> putAt.isBefore(cutoff)).isPresent();
            if (old) {
                s3.deleteObject(request -> request.bucket(bucket).key(key));
            }
            s3.deleteObject(request -> request.bucket(bucket).key(mark));
            return old;
        } catch (SdkException | UncheckedIOException e) {
            throw new DependencyUnavailableException(
                    "object_store", "the object store does not remove object " + address, e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    private void write(String address, ObjectContent content) {
        RequestBody body = RequestBody.fromContentProvider(() -> open(content), content.length(), OCTETS);
        s3.putObject(request -> request.bucket(bucket).key(objects + address), body);
    }

    private void awaitReprieve(String address) {
        String mark = condemned + address;
        for (Optional<Instant> since = putAt(mark); since.isPresent(); since = putAt(mark)) {
            if (since.get().isBefore(Instant.now().minus(ABANDONED))) {
                s3.deleteObject(request -> request.bucket(bucket).key(mark));
                return;
            }
            pause();
        }
    }

    private Optional<Instant> putAt(String key) {
        try {
            return Optional.of(
                    s3.headObject(request -> request.bucket(bucket).key(key)).lastModified());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static InputStream open(ObjectContent content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted while an object is removed", e);
        }
    }
}
