package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.CommittedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/** Reads what a commit is made of, every byte once, so that a damaged one is found out. */
final class HeldCommit {
    private HeldCommit() {}

    /** @param hold what lets the commit go */
    static CommittedFiles of(OpenDirectory files, IndexCommit commit, Generation generation, Closeable hold)
            throws IOException {
        List<String> names = List.copyOf(commit.getFileNames());
        for (String name : names) {
            verify(commit.getDirectory(), name);
        }
        CommitPoint point = CommitPoint.read(commit.getUserData(), generation);
        return new CommittedFiles(
                files.path(),
                names,
                generation,
                LuceneEngine.SCHEMA,
                point.offsets(),
                documents(commit),
                point.at(),
                hold);
    }

    private static void verify(Directory directory, String name) throws IOException {
        try (IndexInput file = directory.openInput(name, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(file);
        }
    }

    private static int documents(IndexCommit commit) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(commit)) {
            return new IndexSearcher(reader).count(Fields.DOCUMENTS);
        }
    }
}
