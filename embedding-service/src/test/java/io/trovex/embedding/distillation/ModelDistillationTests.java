package io.trovex.embedding.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDistillationTests {

    @TempDir
    private Path models;

    @Test
    void theStudentServesLikeAnyOtherModelAndIsNearItsTeacher() throws Exception {
        List<String> sentences = SampleTexts.all().stream()
                .flatMap(text -> Stream.of(text.split("(?<=[.!?])\\s+", -1)))
                .filter(sentence -> sentence.length() > 30 && sentence.length() < 400)
                .limit(600)
                .toList();
        ModelCatalogue catalogue = new ModelCatalogue(models, TestModels.GRAPHS, ModelFiles.local());
        try (EmbeddingEngines engines = new EmbeddingEngines(
                        catalogue, EngineSettings.defaults(), ModelMemory.DEFAULTS, new SimpleMeterRegistry());
                EmbeddingEngine teacher = engines.open("all-minilm-l6-v2-int8-fused")) {
            ModelDistillation distillation = new ModelDistillation(teacher);
            distillation.learn(sentences);

            ModelDistillation.Outcome outcome = distillation.write(models.resolve("student"), "student");

            assertThat(outcome.fitted()).isEqualTo(sentences.size() - outcome.unseen());
            assertThat(outcome.cosine()).isGreaterThan(0.3);
            try (EmbeddingEngine student = engines.open("student")) {
                float[] near = student.query("a young actress in an American film")
                        .join()
                        .components();
                float[] same = teacher.query(sentences.getFirst()).join().components();
                float[] ofStudent = student.passages(List.of(sentences.getFirst()))
                        .getFirst()
                        .components();
                assertThat(near).hasSize(384);
                assertThat(dot(same, ofStudent)).isGreaterThan(0.6);
                assertThat(dot(ofStudent, ofStudent)).isBetween(0.999, 1.001);
            }
        }
    }

    private static double dot(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }
}
