package io.trovex.stage.objects;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of an object: the lower-case hex SHA-256 of its bytes. */
final class Address {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Address() {}

    static String of(ObjectContent content) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An address comes from outside, so it must not name anything else. */
    static String checked(String address) {
        if (!isAddress(address)) {
            throw new IllegalArgumentException("not an object address: " + address);
        }
        return address;
    }

    static boolean isAddress(String name) {
        return FORM.matcher(name).matches();
    }

    /** @throws ObjectCorruptException if the bytes are not the address's */
    static byte[] verified(String address, byte[] bytes) {
        String actual = HexFormat.of().formatHex(sha256().digest(bytes));
        if (!actual.equals(address)) {
            throw new ObjectCorruptException(address, actual);
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
