package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Makes the index of one generation, or finds the one that another process made. */
final class IndexMaker {
    private final Cluster cluster;
    private final IndexNames names;
    private final Generation generation;
    private final OpenSearchSettings settings;

    IndexMaker(Cluster cluster, IndexNames names, Generation generation, OpenSearchSettings settings) {
        this.cluster = cluster;
        this.names = names;
        this.generation = generation;
        this.settings = settings;
    }

    /**
     * @return the alias of this making: one that is deleted and made again gets another, so that nobody writes on into it
     *     without knowing
     */
    String make() {
        String alias = names.index() + "." + UUID.randomUUID();
        Cluster.Answer answer =
                cluster.ask("PUT", "/" + names.index(), IndexDefinition.of(alias, generation, settings, vectors()));
        if (answer.isOf("resource_already_exists_exception")) {
            alias = madeBefore();
        } else {
            answer.ok();
        }
        takeAlias();
        return alias;
    }

    /** Gone for good, those of older schemas too; nothing happens where there is none. */
    void delete() {
        JsonNode mappings = cluster.ask(
                        "GET", "/" + names.alias() + ".v*/_mapping", Map.of("ignore_unavailable", "true"), (byte[])
                                null)
                .ok();
        for (String index : mappings.propertyNames()) {
            JsonNode meta = mappings.path(index).path("mappings").path("_meta");
            if (meta.path("generation").asString("").equals(generation.id())) {
                cluster.ask("DELETE", "/" + index).okOrNotThere();
            }
        }
    }

    private String vectors() {
        boolean faiss = switch (settings.vectors()) {
            case LUCENE -> false;
            case FAISS -> true;
            case DETECT -> isFaissLoaded();
        };
        return faiss ? "faiss" : "lucene";
    }

    private boolean isFaissLoaded() {
        for (JsonNode node : cluster.ask("GET", "/_plugins/_knn/stats/faiss_initialized")
                .ok()
                .path("nodes")) {
            if (node.path("faiss_initialized").asBoolean(false)) {
                return true;
            }
        }
        return false;
    }

    private String madeBefore() {
        JsonNode meta = cluster.ask("GET", "/" + names.index() + "/_mapping")
                .ok()
                .path(names.index())
                .path("mappings")
                .path("_meta");
        JsonNode ours = Cluster.JSON.valueToTree(IndexDefinition.meta("", generation));
        for (String what : ours.propertyNames()) {
            if (!what.equals(IndexDefinition.ALIAS) && !meta.path(what).equals(ours.path(what))) {
                throw new IndexUnavailableException(
                        "the index %s is of %s, not of %s: use another prefix, or the settings it was made with"
                                .formatted(names.index(), meta, ours),
                        null);
            }
        }
        return meta.path(IndexDefinition.ALIAS).asString();
    }

    /** The generation's name leaves the index of an older schema, in the same step. */
    private void takeAlias() {
        Map<String, ?> leave =
                Map.of("remove", Map.of("index", names.alias() + ".v*", "alias", names.alias(), "must_exist", false));
        Map<String, ?> join = Map.of("add", Map.of("index", names.index(), "alias", names.alias()));
        cluster.ask("POST", "/_aliases", Map.of("actions", List.of(leave, join)))
                .ok();
    }
}
