package io.trovex.standalone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sends bytes and takes whatever comes back. */
final class RawHttp {
    private static final int PATIENCE_MS = 60_000;

    /** JSON has no bare line breaks, so nothing else looks like it. */
    private static final Pattern CHUNK_EDGE = Pattern.compile("\r\n[0-9a-f]+\r\n");

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status 0 if nothing did
     */
    record Response(int status, String head, String body) {
        boolean isProblem() {
            return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
        }
    }

    static Response exchange(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            Thread writer = Thread.ofVirtual().start(() -> write(socket, request));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException _) {
                // reset after the answer, because not all of the request was read
            }
            writer.interrupt();
            return parsed(answer.toString(UTF_8));
        }
    }

    private static void write(Socket socket, byte[] request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            socket.shutdownOutput();
        } catch (IOException _) {
            // the server has heard enough
        }
    }

    private static Response parsed(String answer) {
        if (!answer.startsWith("HTTP/1.")) {
            return new Response(0, "", answer);
        }
        int end = answer.indexOf("\r\n\r\n");
        int status = Integer.parseInt(answer.substring(9, 12));
        return end < 0
                ? new Response(status, answer, "")
                : new Response(
                        status, answer.substring(0, end), body(answer.substring(0, end), answer.substring(end + 4)));
    }

    private static String body(String head, String body) {
        return head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                ? CHUNK_EDGE.matcher("\r\n" + body).replaceAll("")
                : body;
    }
}
