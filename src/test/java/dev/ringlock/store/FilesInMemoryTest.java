package dev.ringlock.store;

class FilesInMemoryTest extends SealedFilesContract {

    private final FilesInMemory files = new FilesInMemory();

    @Override
    protected SealedFiles files() {
        return files;
    }
}
