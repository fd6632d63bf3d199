package io.trovex.index.search.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.StoredDocument;
import io.trovex.index.engine.web.IndexAnswers;
import io.trovex.stage.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** One document as a whole, from the index that searches are answered from. */
@Component
class FetchTool {
    private static final String DOC_ID = "doc_id";

    private static final Tool TOOL = Tool.builder(
                    "fetch", Schemas.object(Map.of(DOC_ID, Schemas.text("The doc_id that search gave")), DOC_ID))
            .title("Read a document")
            .description("Reads a whole document: title, content, source, language, timestamp and metadata.")
            .annotations(ToolAnnotations.builder()
                    .readOnlyHint(true)
                    .openWorldHint(false)
                    .build())
            .build();

    private final Supplier<SearchIndex> serving;
    private final ToolAnswers answers;

    FetchTool(Supplier<SearchIndex> servingIndex, ToolAnswers answers) {
        this.serving = servingIndex;
        this.answers = answers;
    }

    SyncToolSpecification specification() {
        return new SyncToolSpecification(
                TOOL,
                (_, call) -> answers.of(
                        () -> document(String.valueOf(call.arguments().get(DOC_ID)))));
    }

    private Document document(String docId) {
        StoredDocument found = IndexAnswers.of(() -> {
            try (IndexView view = serving.get().view()) {
                return view.document(docId);
            }
        });
        if (found == null) {
            throw ProblemException.of(
                    HttpStatus.NOT_FOUND,
                    "unknown_document",
                    "there is no such document",
                    List.of(new Violation(DOC_ID, "unknown_document", "there is no document '%s'".formatted(docId))));
        }
        return Document.of(found);
    }

    /** A {@link StoredDocument} under its wire names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Document(
            @JsonProperty("doc_id") String docId,
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("source") @Nullable String source,
            @JsonProperty("language") @Nullable String language,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("metadata") Map<String, Object> metadata,
            @JsonProperty("content") String content) {
        static Document of(StoredDocument stored) {
            return new Document(
                    stored.docId(),
                    stored.title(),
                    stored.source(),
                    stored.language(),
                    stored.timestamp(),
                    stored.metadata(),
                    stored.body());
        }
    }
}
