package io.trovex.embedding.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;

/**
 * A model's graph as its makers published it.
 *
 * @param location a class-path resource if it begins with {@code /}, otherwise a URL
 * @param sha256 of its bytes, in hexadecimal
 */
public record PublishedGraph(String location, String sha256) {

    /** @throws IOException if it is missing or is not the file it should be */
    byte[] read() throws IOException {
        URLConnection connection = url().openConnection();
        byte[] bytes = new byte[Math.toIntExact(connection.getContentLengthLong())];
        try (InputStream input = connection.getInputStream()) {
            input.readNBytes(bytes, 0, bytes.length);
        }
        String found = Hash.sha256(bytes);
        if (!found.equals(sha256)) {
            throw new IOException(
                    location + " is not the file it should be: its SHA-256 is " + found + ", not " + sha256);
        }
        return bytes;
    }

    /** In bytes; 0 if it is missing, which reading it will tell. */
    long size() {
        try {
            URLConnection connection = url().openConnection();
            // otherwise an open file would stay behind
            connection.setUseCaches(false);
            try (InputStream _ = connection.getInputStream()) {
                return connection.getContentLengthLong();
            }
        } catch (IOException _) {
            return 0;
        }
    }

    private URL url() throws IOException {
        if (!location.startsWith("/")) {
            return URI.create(location).toURL();
        }
        URL url = PublishedGraph.class.getResource(location);
        if (url == null) {
            throw new FileNotFoundException("no class-path resource " + location);
        }
        return url;
    }
}
