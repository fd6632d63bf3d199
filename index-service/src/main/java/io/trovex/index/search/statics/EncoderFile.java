package io.trovex.index.search.statics;

import io.trovex.contracts.Generation;
import io.trovex.statics.StaticTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Keeps an encoder in one file, which is whole or not there. */
final class EncoderFile {
    private static final int MAGIC = 0x54565345;
    private static final int VERSION = 1;

    private final Path file;

    EncoderFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    void write(FittedEncoder encoder) throws IOException {
        byte[] content = content(encoder);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(draft))) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(checksum(content));
            out.write(content);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException if the file is damaged, of another version, or another generation's */
    FittedEncoder read(Generation generation) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.limit() < 16 || bytes.getInt() != MAGIC || bytes.getInt() != VERSION) {
            throw new IOException("not a static encoder of version " + VERSION);
        }
        long expected = bytes.getLong();
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        if (checksum(content) != expected) {
            throw new IOException("its checksum is wrong");
        }
        FittedEncoder encoder = encoder(content);
        Fit fit = encoder.fit();
        if (!fit.generation().equals(generation.id())
                || !fit.model().equals(generation.model())
                || encoder.table().dimension() != generation.dimension()) {
            throw new IOException("it belongs to generation " + fit.generation() + " of " + fit.model());
        }
        return encoder;
    }

    private static byte[] content(FittedEncoder encoder) throws IOException {
        Fit fit = encoder.fit();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        out.writeUTF(fit.generation());
        out.writeUTF(fit.model());
        out.writeInt(fit.passages());
        out.writeInt(fit.samples());
        out.writeInt(fit.words());
        out.writeLong(fit.at().toEpochMilli());
        for (String word : encoder.words().all()) {
            out.writeUTF(word);
        }
        byte[] table = new byte[encoder.table().bytes().remaining()];
        encoder.table().bytes().get(table);
        out.write(table);
        return content.toByteArray();
    }

    private static FittedEncoder encoder(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        Fit fit = new Fit(
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Instant.ofEpochMilli(in.readLong()));
        List<String> words = new ArrayList<>(fit.words());
        for (int i = 0; i < fit.words(); i++) {
            words.add(in.readUTF());
        }
        return new FittedEncoder(fit, new Words(words), StaticTable.of(ByteBuffer.wrap(in.readAllBytes())));
    }

    private static long checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return checksum.getValue();
    }
}
