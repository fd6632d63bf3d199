package io.trovex.standalone.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** The redis-server for this machine, unpacked from its jar once. */
final class RedisBinary {

    private RedisBinary() {}

    static Path unpack(Path directory) throws IOException {
        OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
        String resource = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (resource == null) {
            throw new IOException("no redis-server is bundled for " + machine.os + " on " + machine.arch);
        }
        Path binary = directory.resolve(Path.of(resource).getFileName()).toAbsolutePath();
        if (Files.isExecutable(binary)) {
            return binary;
        }
        Path draft = Files.createTempFile(directory, "redis-server", ".draft");
        String name = resource.startsWith("/") ? resource : "/" + resource;
        try (InputStream bytes = ExecutableProvider.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("missing in its jar: " + name);
            }
            Files.copy(bytes, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!draft.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + draft);
        }
        return Files.move(draft, binary, StandardCopyOption.ATOMIC_MOVE);
    }
}
