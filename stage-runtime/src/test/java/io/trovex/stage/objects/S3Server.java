package io.trovex.stage.objects;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** A real S3 server in this process, with one bucket in memory. */
final class S3Server {
    static final String BUCKET = "trovex";

    private static final String ACCESS_KEY = "access";
    private static final String SECRET_KEY = "secret";

    private final URI endpoint;
    private final S3Proxy server;

    S3Server() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            endpoint = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        server.start();
        try (var client = S3Clients.of(properties(SECRET_KEY))) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
    }

    ObjectStoreProperties.S3 properties() {
        return properties(SECRET_KEY);
    }

    ObjectStoreProperties.S3 properties(String secretKey) {
        return new ObjectStoreProperties.S3(
                BUCKET, "a/prefix/", null, endpoint, true, ACCESS_KEY, secretKey, Duration.ofSeconds(5));
    }

    void stop() throws Exception {
        server.stop();
    }
}
