package io.trovex.ingest.upload.redis;

import io.trovex.stage.TextFile;
import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;

/** What must happen at once, or not at all. */
@SuppressWarnings("rawtypes") // a script's result type is a class token
final class Scripts {
    static final RedisScript<Long> OFFER = number("offer");
    static final RedisScript<List> CLAIM = script("claim", List.class);
    static final RedisScript<Long> HOLD = number("hold");
    static final RedisScript<Long> DONE = number("done");
    static final RedisScript<Long> BURY = number("bury");
    static final RedisScript<Long> REDRIVE = number("redrive");
    static final RedisScript<Long> FORGET = number("forget");

    private Scripts() {}

    private static RedisScript<Long> number(String name) {
        return script(name, Long.class);
    }

    private static <T> RedisScript<T> script(String name, Class<T> result) {
        return RedisScript.of(TextFile.beside(Scripts.class, name + ".lua"), result);
    }
}
