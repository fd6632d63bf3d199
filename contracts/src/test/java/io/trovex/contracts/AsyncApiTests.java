package io.trovex.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTests {
    private final JsonNode api = read();

    @Test
    void namesExactlyTheTopics() {
        Set<String> topics = constants(Topics.class);
        topics.add(Topics.documentsEmbedded("{generation}"));
        topics.add(Topics.deadLetters("{topic}"));

        assertThat(api.at("/channels").valueStream().map(c -> c.at("/address").asString()))
                .containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void namesExactlyTheHeaders() {
        Set<String> headers = new TreeSet<>();
        headers.addAll(api.at("/components/messageTraits/cloudEvent/headers/properties")
                .propertyNames());
        headers.addAll(
                api.at("/components/messages/deadLetter/headers/properties").propertyNames());

        assertThat(headers).isEqualTo(constants(Headers.class));
    }

    @Test
    void namesExactlyTheEventsAndTheirSchemas() {
        List<String> messages = api.at("/components/messages")
                .valueStream()
                .filter(message -> message.at("/payload").has("schema"))
                .map(message -> message.at("/name").asString() + " "
                        + message.at("/payload/schema/$ref").asString())
                .toList();

        assertThat(messages)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(type ->
                                type.wireName() + " " + Schemas.resource(type).substring("contracts/".length()))
                        .toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(references(api).collect(Collectors.toSet()))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(target(reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyChannelHasAProducer() {
        List<String> sent = api.at("/operations")
                .valueStream()
                .filter(operation -> operation.at("/action").asString().equals("send"))
                .map(operation -> operation.at("/channel/$ref").asString().substring("#/channels/".length()))
                .toList();

        assertThat(sent).containsOnly(api.at("/channels").propertyNames().toArray(String[]::new));
    }

    private JsonNode target(String reference) {
        String file = reference.substring(0, reference.indexOf('#') < 0 ? reference.length() : reference.indexOf('#'));
        JsonNode document = file.isEmpty() ? api : EventSchemas.MAPPER.readTree(open("/contracts/" + file));
        return reference.contains("#") ? document.at(reference.substring(reference.indexOf('#') + 1)) : document;
    }

    private static Stream<String> references(JsonNode node) {
        Stream<String> below = node.valueStream().flatMap(AsyncApiTests::references);
        return node.has("$ref") ? Stream.concat(Stream.of(node.get("$ref").asString()), below) : below;
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields()).map(AsyncApiTests::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read() {
        return new YAMLMapper().readTree(open("/contracts/asyncapi.yaml"));
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(AsyncApiTests.class.getResourceAsStream(resource), resource);
    }
}
