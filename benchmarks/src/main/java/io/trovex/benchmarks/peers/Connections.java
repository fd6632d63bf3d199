package io.trovex.benchmarks.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Connections to one server that are kept and used again, one request at a time each. On a machine that client and server
 * share, every cycle of the client is missing in the measured server: this one costs as few as can be. Thread-safe.
 */
final class Connections implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** Servers close what nobody used for a while: Tomcat after a minute. */
    private static final Duration KEPT = Duration.ofSeconds(20);

    private record Connection(Socket socket, InputStream in, OutputStream out, Instant used) {
        static Connection open(URI url) throws IOException {
            Socket socket = new Socket(url.getHost(), url.getPort());
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            return new Connection(socket, in, socket.getOutputStream(), Instant.now());
        }

        Connection usedNow() {
            return new Connection(socket, in, out, Instant.now());
        }
    }

    private static final class Answer {
        private final int status;
        private final byte[] body;
        private final boolean last;

        Answer(int status, byte[] body, boolean last) {
            this.status = status;
            this.body = body;
            this.last = last;
        }
    }

    private final URI url;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    Connections(URI url) {
        this.url = url;
    }

    /** @throws IllegalStateException if the answer is no success */
    byte[] send(String method, String path, String type, byte[] body) {
        try {
            Connection connection = connection();
            Answer answer = exchange(connection, method, path, type, body);
            if (answer.last) {
                connection.socket().close();
            } else {
                idle.add(connection.usedNow());
            }
            if (answer.status >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.status + " "
                        + new String(answer.body, StandardCharsets.UTF_8));
            }
            return answer.body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Connection each = idle.poll(); each != null; each = idle.poll()) {
            try {
                each.socket().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Connection connection() throws IOException {
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.used().plus(KEPT).isAfter(Instant.now())) {
                return kept;
            }
            kept.socket().close();
        }
        return Connection.open(url);
    }

    private Answer exchange(Connection connection, String method, String path, String type, byte[] body)
            throws IOException {
        byte[] head =
                "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, path, url.getAuthority(), type, body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        connection.out().write(all);
        InputStream in = connection.in();
        int status = Integer.parseInt(line(in).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
            last |= lower.startsWith("connection:") && lower.endsWith("close");
        }
        return new Answer(status, chunked ? chunks(in) : exactly(in, length), last);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = Integer.parseInt(line(in), 16);
        while (size > 0) {
            body.write(exactly(in, size));
            line(in);
            size = Integer.parseInt(line(in), 16);
        }
        line(in);
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the answer ends early");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the answer ends early");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
