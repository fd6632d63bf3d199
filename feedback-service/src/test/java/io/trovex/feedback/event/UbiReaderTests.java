package io.trovex.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.trovex.contracts.EventType;
import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Schemas;
import io.trovex.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UbiReaderTests {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(Schemas.IDS, "classpath:" + Schemas.RESOURCES))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private final UbiReader reader = new UbiReader(InstantSource.fixed(NOW), () -> "made", 3, 6);

    @Test
    void readsEveryFieldThatTrovexUses() {
        assertThat(understood("""
                {"feedback_id": "f-1", "action_name": "click", "query_id": "q-1", "client_id": "c-1",
                 "session_id": "s-1", "timestamp": "2026-11-22T11:15:29+01:00", "message_type": "QUERY",
                 "message": "two\\nlines", "application": "shop", "user_id": 7,
                 "event_attributes": {"object": {"object_id": "d-1", "object_id_field": "doc_id", "internal_id": 9},
                                      "position": {"ordinal": 2, "trail": []}, "dwell_time": 3.5}}"""))
                .containsExactly(new FeedbackReceived(
                        "f-1",
                        "click",
                        "q-1",
                        "c-1",
                        "s-1",
                        "d-1",
                        2,
                        Instant.parse("2026-11-22T10:15:29Z"),
                        "two\nlines"));
    }

    @Test
    void givesAnEventAnIdAndATimeOfItsOwn() {
        assertThat(understood("{\"action_name\": \"view\"}"))
                .containsExactly(new FeedbackReceived("made", "view", null, null, null, null, null, NOW, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action_name\": \"click\"}",
                "{\"action_name\": \"impression\", \"event_attributes\": {\"position\": {}}}",
                "{\"action_name\": \"my own\", \"event_attributes\": {\"position\": {\"xy\": {\"x\": 1, \"y\": 2}}}}",
                "{\"action_name\": \"click\", \"query_id\": \"00112233-4455-6677-8899-aabbccddeeff\"}",
                "{\"action_name\": \"click\", \"query_id\": \"1234-user-5678\", \"session_id\": null, \"client_id\": \"\"}",
                "{\"action_name\": \"click\", \"event_attributes\": {\"object\": {\"object_id\": 12345}}}"
            })
    void takesWhatUbiMeansThoughItsSchemaRefusesSomeOfIt(String json) {
        assertThat(understood(json))
                .singleElement()
                .satisfies(event -> assertThat(
                                SCHEMAS.getSchema(SchemaLocation.of(Schemas.id(EventType.FEEDBACK_RECEIVED)))
                                        .validate(JSON.readTree(JSON.writeValueAsBytes(event))))
                        .isEmpty());
    }

    @Test
    void readsAWholeNumberAsAnObjectId() {
        assertThat(understood("{\"action_name\": \"a\", \"event_attributes\": {\"object\": {\"object_id\": 12345}}}"))
                .extracting(FeedbackReceived::objectId)
                .containsExactly("12345");
    }

    @Test
    void takesATimeWithoutAZoneAsUtc() {
        assertThat(understood("{\"action_name\": \"a\", \"timestamp\": \"2018-11-13T20:20:39\"}"))
                .extracting(FeedbackReceived::timestamp)
                .containsExactly(Instant.parse("2018-11-13T20:20:39Z"));
    }

    @Test
    void refusesDeepNesting() {
        assertThat(violations("{\"action_name\": \"a\", \"x\": [[[[[[0]]]]]]}"))
                .extracting(Violation::code)
                .containsExactly("limit_exceeded");
    }

    @Test
    void readsAListAndLinesInTheirOrder() {
        assertThat(understood("[{\"action_name\": \"a\"}, {\"action_name\": \"b\"}]"))
                .extracting(FeedbackReceived::actionName)
                .containsExactly("a", "b");
        assertThat(reader.readLines(utf8("{\"action_name\": \"a\"}\r\n\n{\"action_name\": \"b\"}\n")))
                .isInstanceOfSatisfying(
                        Reading.Understood.class,
                        understood -> assertThat(understood.events()).hasSize(2));
    }

    @Test
    void reportsEveryViolationOfEveryEvent() {
        assertThat(violations("""
                [{"action_name": " ", "timestamp": "22/11/2026", "query_id": 5},
                 7,
                 {"message": "%s", "event_attributes": {"object": {"object_id": ""}, "position": {"ordinal": 0}}}]""".formatted("m".repeat(1_025))))
                .extracting(violation -> violation.field() + " " + violation.code())
                .containsExactly(
                        "[0].action_name blank",
                        "[0].query_id wrong_type",
                        "[0].timestamp malformed",
                        "[1] wrong_type",
                        "[2].action_name required",
                        "[2].message too_long",
                        "[2].event_attributes.object.object_id blank",
                        "[2].event_attributes.position.ordinal out_of_range");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"action_name": ["click"]}                                                        | action_name wrong_type
            {"action_name": "cl\\u0000ick"}                                                   | action_name malformed
            {"action_name": "\\ud800"}                                                        | action_name malformed
            {"action_name": "a", "message": "\\u0007"}                                        | message malformed
            {"action_name": "a", "timestamp": "1970-01-01T00:00:00Z"}                         | timestamp out_of_range
            {"action_name": "a", "timestamp": "2026-11-24T00:00:00Z"}                         | timestamp out_of_range
            {"action_name": "a", "timestamp": 1795342530}                                     | timestamp wrong_type
            {"action_name": "a", "event_attributes": []}                                      | event_attributes wrong_type
            {"action_name": "a", "event_attributes": {"object": "d"}}                         | event_attributes.object wrong_type
            {"action_name": "a", "event_attributes": {"object": {}}}                          | event_attributes.object.object_id required
            {"action_name": "a", "event_attributes": {"object": {"object_id": 1.5}}}          | event_attributes.object.object_id wrong_type
            {"action_name": "a", "event_attributes": {"object": {"object_id": "a\\nb"}}}      | event_attributes.object.object_id malformed
            {"action_name": "a", "event_attributes": {"position": {"ordinal": 1.5}}}          | event_attributes.position.ordinal wrong_type
            {"action_name": "a", "event_attributes": {"position": {"ordinal": 99999999999}}}  | event_attributes.position.ordinal out_of_range
            """)
    void refuses(String json, String fieldAndCode) {
        assertThat(violations(json))
                .extracting(violation -> violation.field() + " " + violation.code())
                .containsExactly(fieldAndCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "{\"action_name\": \"a\"", "{} {}", "{\"a\": 1, \"a\": 2}", "\u0000"})
    void callsMalformedWhatIsNoRequestAtAll(String body) {
        assertThat(reader.read(utf8(body))).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void namesTheLineThatIsNoJson() {
        assertThat(reader.readLines(utf8("{\"action_name\": \"a\"}\n{\"action_name\n")))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.detail()).startsWith("line 2: "));
    }

    @Test
    void takesNoMoreEventsThanItsLimit() {
        String four =
                IntStream.range(0, 4).mapToObj(_ -> "{\"action_name\": \"a\"}").collect(Collectors.joining(","));

        assertThat(reader.read(utf8("[" + four + "]"))).isEqualTo(new Reading.TooMany(3));
        assertThat(reader.readLines(utf8(four.replace(',', '\n')))).isEqualTo(new Reading.TooMany(3));
    }

    private List<FeedbackReceived> understood(String json) {
        Reading reading = reader.read(utf8(json));
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).events();
    }

    private List<Violation> violations(String json) {
        Reading reading = reader.read(utf8(json));
        assertThat(reading).extracting("violations").asInstanceOf(LIST).isNotEmpty();
        return ((Reading.Refused) reading).violations();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
