package io.trovex.index.search.mcp;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import java.util.List;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStatelessServerTransport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Gives Spring AI's MCP server its two tools. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "spring.ai.mcp.server.enabled", matchIfMissing = true)
@PropertySource("classpath:io/trovex/index/search/mcp/server.properties")
@EnableConfigurationProperties(McpProperties.class)
class McpConfiguration {

    @Bean
    List<SyncToolSpecification> tools(SearchTool search, FetchTool fetch) {
        return List.of(search.specification(), fetch.specification());
    }

    @Bean
    WebMvcStatelessServerTransport mcpTransport(
            @Qualifier("mcpServerJsonMapper") JsonMapper json, McpProperties properties) {
        return WebMvcStatelessServerTransport.builder()
                .jsonMapper(new JacksonMcpJsonMapper(json))
                .securityValidator(DefaultServerTransportSecurityValidator.builder()
                        .allowedOrigins(properties.origins())
                        .build())
                .build();
    }

    /** In the place of Spring AI's own, which it is named after. */
    @Bean
    RouterFunction<ServerResponse> webMvcStatelessServerRouterFunction(
            WebMvcStatelessServerTransport transport, MessageFilter filter) {
        return transport.getRouterFunction().filter(filter);
    }
}
