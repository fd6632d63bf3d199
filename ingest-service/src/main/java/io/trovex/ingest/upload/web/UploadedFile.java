package io.trovex.ingest.upload.web;

import io.trovex.stage.objects.ObjectContent;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * A file of a request.
 *
 * @param name to show, never to open
 */
record UploadedFile(String name, Part part) implements ObjectContent {
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final int TELLING = 64 << 10;

    @Override
    public long length() {
        return part.getSize();
    }

    @Override
    public InputStream open() throws IOException {
        return part.getInputStream();
    }

    /** By its first bytes; its name and the type that the client says only tell kinds apart that begin alike. */
    String mediaType() throws IOException {
        byte[] head;
        try (InputStream in = part.getInputStream()) {
            head = in.readNBytes(TELLING);
        }
        MediaType bare = TYPES.detect(new ByteArrayInputStream(head), new Metadata());
        if (bare.equals(MediaType.OCTET_STREAM)) {
            return bare.toString();
        }
        Metadata hints = new Metadata();
        hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        if (part.getContentType() != null) {
            hints.set(Metadata.CONTENT_TYPE, part.getContentType());
        }
        return TYPES.detect(new ByteArrayInputStream(head), hints)
                .getBaseType()
                .toString()
                .toLowerCase(Locale.ROOT);
    }
}
