package io.trovex.ingest.status;

class InMemoryDocumentLivesTests extends DocumentLivesContract {
    private final DocumentLives lives = new InMemoryDocumentLives();

    @Override
    protected DocumentLives lives() {
        return lives;
    }
}
