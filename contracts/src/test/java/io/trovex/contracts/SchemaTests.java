package io.trovex.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class SchemaTests {

    @ParameterizedTest
    @EnumSource
    void isFoundUnderItsIdOnTheClassPath(EventType type) {
        assertThat(schema(type).at("/$id").asString()).isEqualTo(Schemas.id(type));
    }

    @ParameterizedTest
    @EnumSource
    void describesExactlyTheFieldsOfTheRecord(EventType type) {
        assertThat(schema(type).at("/properties").propertyNames())
                .containsExactlyElementsOf(Arrays.stream(type.event().getRecordComponents())
                        .map(SchemaTests::wireName)
                        .toList());
    }

    private static String wireName(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }

    private static JsonNode schema(EventType type) {
        try (InputStream file = Objects.requireNonNull(
                Schemas.class.getResourceAsStream("/" + Schemas.resource(type)), Schemas.resource(type))) {
            return EventSchemas.MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
