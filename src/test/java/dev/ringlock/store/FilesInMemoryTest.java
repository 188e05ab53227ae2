package dev.ringlock.store;

class FilesInMemoryTest extends ExportFilesContract {

    private final FilesInMemory files = new FilesInMemory();

    @Override
    protected ExportFiles files() {
        return files;
    }
}
