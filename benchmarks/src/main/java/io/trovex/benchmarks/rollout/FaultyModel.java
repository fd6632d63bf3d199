package io.trovex.benchmarks.rollout;

import io.trovex.contracts.Generation;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedders;
import java.util.Optional;
import java.util.Random;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets one model fail a share of its queries. A pipeline in this process that has it among its sources obeys it. */
@Configuration(proxyBeanMethods = false)
class FaultyModel {
    private static volatile String model = "";
    private static volatile double share;

    /** @param failing share of the queries that the model throws at, from 0 to 1 */
    static void fail(String whichModel, double failing) {
        model = whichModel;
        share = failing;
    }

    static void mend() {
        share = 0;
    }

    @Bean
    static BeanPostProcessor faultyEmbedders() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof QueryEmbedders embedders ? new Faulty(embedders) : bean;
            }
        };
    }

    private record Faulty(QueryEmbedders healthy) implements QueryEmbedders {
        @Override
        public QueryEmbedder open(Generation generation) {
            QueryEmbedder embedder = healthy.open(generation);
            Random random = new Random(1);
            return query -> {
                if (generation.model().equals(model) && random.nextDouble() < share) {
                    throw new IllegalStateException("the model fails, as it was told");
                }
                return embedder.embed(query);
            };
        }

        @Override
        public int dimension(String id) {
            return healthy.dimension(id);
        }

        @Override
        public String version(String id) {
            return healthy.version(id);
        }

        @Override
        public Optional<String> objection(String id) {
            return healthy.objection(id);
        }

        @Override
        public void release(Generation generation) {
            healthy.release(generation);
        }
    }
}
