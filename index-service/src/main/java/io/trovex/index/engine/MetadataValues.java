package io.trovex.index.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document's metadata as stored bytes, types and order kept: strings, numbers, booleans and lists of them. */
public final class MetadataValues {
    private static final char STRING = 's';
    private static final char LONG = 'l';
    private static final char DOUBLE = 'd';
    private static final char DECIMAL = 'n';
    private static final char BOOLEAN = 'b';
    private static final char LIST = 'a';

    private MetadataValues() {}

    public static byte[] encode(Map<String, Object> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(metadata.size());
        for (Map.Entry<String, Object> entry : metadata.entrySet()) {
            writeText(out, entry.getKey());
            write(out, entry.getValue());
        }
        return bytes.toByteArray();
    }

    public static Map<String, Object> decode(byte[] bytes, int offset, int length) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
        int size = in.readInt();
        Map<String, Object> metadata = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            metadata.put(readText(in), read(in));
        }
        return metadata;
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Boolean flag -> {
                out.writeByte(BOOLEAN);
                out.writeBoolean(flag);
            }
            case Integer _, Long _, Short _, Byte _ -> {
                out.writeByte(LONG);
                out.writeLong(((Number) value).longValue());
            }
            case Double _, Float _ -> {
                out.writeByte(DOUBLE);
                out.writeDouble(((Number) value).doubleValue());
            }
            case BigInteger _, BigDecimal _ -> {
                out.writeByte(DECIMAL);
                writeText(out, value.toString());
            }
            case List<?> list -> {
                out.writeByte(LIST);
                out.writeInt(list.size());
                for (Object item : list) {
                    write(out, String.valueOf(item));
                }
            }
            default -> {
                out.writeByte(STRING);
                writeText(out, value.toString());
            }
        }
    }

    private static Object read(DataInputStream in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case STRING -> readText(in);
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case DECIMAL -> new BigDecimal(readText(in));
            case BOOLEAN -> in.readBoolean();
            case LIST -> {
                int size = in.readInt();
                List<Object> list = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    list.add(read(in));
                }
                yield list;
            }
            default -> throw new IOException("unknown metadata type " + type);
        };
    }

    /** Unlike {@code writeUTF}, without a limit at 64 KiB. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
