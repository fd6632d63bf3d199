package io.trovex.index.search.mcp;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the tools.
 *
 * @param origins of web pages that may, as scheme, host and port, {@code :*} for any port; what is no browser says none,
 *     and may
 */
@ConfigurationProperties("trovex.mcp")
record McpProperties(
        @DefaultValue({"http://localhost:*", "http://127.0.0.1:*"})
        List<String> origins) {}
