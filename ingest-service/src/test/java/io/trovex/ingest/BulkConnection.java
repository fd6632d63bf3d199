package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A bulk request that sends line by line and reads results meanwhile, as the JDK's client cannot. */
final class BulkConnection implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    BulkConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        out.write("""
                POST /v1/documents:bulk HTTP/1.1
                Host: localhost
                Content-Type: application/x-ndjson
                Transfer-Encoding: chunked
                Connection: close

                """.replace("\n", "\r\n").getBytes(UTF_8));
    }

    void send(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
    }

    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(UTF_8));
        out.flush();
    }

    /** The next result, past headers and chunk sizes; null at the end of the response. */
    @Nullable
    String result() throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("{")) {
            line = line.equals("0") ? null : in.readLine();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
