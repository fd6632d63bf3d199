package io.trovex.stage.objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where bodies over the inline limit and uploaded files lie.
 *
 * @param store which of the two
 * @param directory of the files, shared by all services of a deployment
 * @param s3 the bucket
 */
@Validated
@ConfigurationProperties("trovex.objects")
record ObjectStoreProperties(
        @DefaultValue("filesystem") Store store,
        @DefaultValue("./data/objects") Path directory,
        @DefaultValue @Valid S3 s3) {

    enum Store {
        FILESYSTEM,
        S3
    }

    /**
     * A bucket of S3, or of what speaks its protocol.
     *
     * @param bucket which must exist
     * @param prefix of every key, so that a bucket can be shared; empty, or ending in a slash
     * @param region by default what the environment says
     * @param endpoint of another server than Amazon's
     * @param pathStyle the bucket in the path instead of the host name, as most other servers want it
     * @param accessKey by default the environment's credentials: variables, profile, container, instance
     * @param secretKey belongs to {@code accessKey}
     * @param timeout longest call, its retries included
     */
    record S3(
            @Nullable String bucket,
            @DefaultValue("") String prefix,
            @Nullable String region,
            @Nullable URI endpoint,
            @DefaultValue("false") boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("20s") Duration timeout) {

        @AssertTrue(message = "access-key and secret-key belong together")
        boolean isCredentialsWhole() {
            return (accessKey == null) == (secretKey == null);
        }

        @AssertTrue(message = "prefix must be empty or end in a slash")
        boolean isPrefixAFolder() {
            return prefix.isEmpty() || prefix.endsWith("/");
        }
    }

    @AssertTrue(message = "trovex.objects.s3.bucket is required when trovex.objects.store is s3")
    boolean isBucketNamed() {
        return store != Store.S3 || (s3.bucket() != null && !s3.bucket().isBlank());
    }
}
