package io.trovex.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** What happens to consumers while a dependency is away, when others come and go, and at the end. */
class ConsumerLifeIntegrationTests {
    private static final int PARTITIONS = 6;
    private static final int RECORDS = 20;
    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();

    @BeforeEach
    void startBroker() {
        broker.afterPropertiesSet();
    }

    @AfterEach
    void stopAll() {
        started.forEach(application -> {
            if (application.isActive()) {
                application.getBean(SlowRecords.class).mayPass();
            }
            application.close();
        });
        broker.destroy();
    }

    @Test
    void aRebalanceDuringBackOffSkipsDoublesAndReordersNothing() {
        // Given one consumer that has polled everything and waits for a dependency
        ConfigurableApplicationContext first = start(FOR_EVER);
        for (int version = 1; version <= RECORDS; version++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                send(first, partition, "key-" + partition, version, "fine");
            }
        }
        await().atMost(PATIENCE).until(() -> waits(first).size() == 1);

        // When another one joins and takes half of the partitions
        ConfigurableApplicationContext second = start(FOR_EVER);
        await().atMost(PATIENCE).until(() -> assigned(first) == 3 && assigned(second) == 3);
        await().atMost(PATIENCE).until(() -> waits(second).size() == 1);
        outages(first).set(0);
        outages(second).set(0);

        // Then
        List<String> out = receive(PARTITIONS * RECORDS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String key = "key-" + partition;
            assertThat(out.stream().filter(id -> id.startsWith(key)))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, RECORDS)
                            .mapToObj(version -> key + "@" + version)
                            .toList());
        }
        await().untilAsserted(() -> assertThat(waits(first)).isEmpty());
    }

    @Test
    void anOutageLongerThanThePollIntervalCostsNoMembership() {
        ConfigurableApplicationContext only = start(
                FOR_EVER, "--spring.kafka.consumer.properties.max.poll.interval.ms=1500", "--trovex.retry.first=4s");
        send(only, 0, "key", 1, "fine");
        await().atMost(PATIENCE).until(() -> waits(only).size() == 1);
        List<String> before = members();

        await().atMost(PATIENCE).until(() -> waits(only).getFirst().attempts() >= 3);
        outages(only).set(0);

        assertThat(receive(1)).containsExactly("key@1");
        assertThat(members()).isEqualTo(before);
    }

    @Test
    void aMemberWithoutPartitionsIsReady() {
        ConfigurableApplicationContext first = start(0, "--trovex.topics.partitions=1");
        ConfigurableApplicationContext second = start(0, "--trovex.topics.partitions=1");

        await().atMost(PATIENCE).until(() -> ready(first) && ready(second) && assigned(first) + assigned(second) == 1);
    }

    @Test
    void theEndTakesReadinessFirstAndFinishesThePollInHand() {
        ConfigurableApplicationContext only = start(0);
        send(only, 0, "key", 1, "slow");
        await().atMost(PATIENCE).until(() -> assigned(only) == PARTITIONS);
        ApplicationAvailability availability = only.getBean(ApplicationAvailability.class);
        SlowRecords slow = only.getBean(SlowRecords.class);
        await().atMost(PATIENCE).until(() -> slow.inHand() == 1);

        Thread closing = Thread.ofPlatform().start(only::close);

        await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
        assertThat(closing.isAlive()).isTrue();
        slow.mayPass();
        await().atMost(PATIENCE).until(() -> !closing.isAlive());
        assertThat(receive(1)).containsExactly("key@1");
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void deadLetterTopicsGetAsManyPartitionsAsTheirSourcesHave() throws Exception {
        // Given topics that somebody made before
        try (Admin admin = admin()) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.DOCUMENTS_SUBMITTED, 9, (short) 1),
                            new NewTopic(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED), 2, (short) 1)))
                    .all()
                    .get();
        }

        ConfigurableApplicationContext only = start(0);
        send(only, 8, "key", 1, "reject");

        try (Admin admin = admin()) {
            String letters = Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED);
            await().atMost(PATIENCE)
                    .until(() -> admin.describeTopics(List.of(letters)).allTopicNames().get().values().stream()
                            .allMatch(topic -> topic.partitions().size() == 9));
        }
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            TopicPartition last = new TopicPartition(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED), 8);
            consumer.assign(List.of(last));
            await().atMost(PATIENCE)
                    .until(() -> consumer.poll(Duration.ofMillis(100)).count() == 1);
        }
    }

    private ConfigurableApplicationContext start(int outages, String... properties) {
        Stream<String> defaults = Stream.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--trovex.retry.longest=4s");
        ConfigurableApplicationContext application = new SpringApplicationBuilder(TestStageApplication.class)
                .run(Stream.concat(defaults, Stream.of(properties)).toArray(String[]::new));
        outages(application).set(outages);
        started.add(application);
        return application;
    }

    private static AtomicInteger outages(ConfigurableApplicationContext application) {
        return application.getBean(AtomicInteger.class);
    }

    private static List<DependencyWaits.Wait> waits(ConfigurableApplicationContext application) {
        return application.getBean(DependencyWaits.class).current();
    }

    private static boolean ready(ConfigurableApplicationContext application) {
        return application
                .getBean(ListenersHealthIndicator.class)
                .health()
                .getStatus()
                .equals(Status.UP);
    }

    private static int assigned(ConfigurableApplicationContext application) {
        var container = application.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("validation");
        var partitions = Objects.requireNonNull(container).getAssignedPartitions();
        return partitions == null ? 0 : partitions.size();
    }

    @SuppressWarnings("unchecked")
    private static void send(
            ConfigurableApplicationContext application, int partition, String key, long version, String title) {
        DocumentSubmitted event = new DocumentSubmitted(
                key,
                version,
                Operation.UPSERT,
                title,
                "b",
                null,
                "t",
                Instant.EPOCH,
                Map.of(),
                null,
                null,
                Instant.EPOCH);
        byte[] value = application.getBean(EventCodec.class).encode(event);
        KafkaTemplate<byte[], byte[]> kafka = application.getBean(KafkaTemplate.class);
        kafka.send(new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, partition, key.getBytes(UTF_8), value))
                .join();
    }

    /** Waits for {@code count} records, then a little longer: one too many is a failure too. */
    private List<String> receive(int count) {
        List<String> received = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DOCUMENTS_VALIDATED).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (received.size() < count && Instant.now().isBefore(deadline)) {
                read(consumer, Duration.ofMillis(100), received);
            }
            read(consumer, Duration.ofSeconds(1), received);
        }
        assertThat(received).hasSize(count);
        return received;
    }

    private static void read(Consumer<byte[], byte[]> consumer, Duration patience, List<String> received) {
        consumer.poll(patience)
                .forEach(record -> received.add(
                        new String(record.headers().lastHeader(Headers.CE_ID).value(), UTF_8)));
    }

    private Consumer<byte[], byte[]> consumer() {
        return new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString(), "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer();
    }

    private List<String> members() {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(List.of("validation")).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(MemberDescription::consumerId)
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private long committed() {
        try (Admin admin = admin()) {
            var offsets = admin.listConsumerGroupOffsets("validation")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return Objects.requireNonNull(offsets.get(new TopicPartition(Topics.DOCUMENTS_SUBMITTED, 0)))
                    .offset();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
    }
}
