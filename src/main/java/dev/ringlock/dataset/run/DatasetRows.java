package dev.ringlock.dataset.run;

import dev.ringlock.dataset.guard.GivenAnswer;
import dev.ringlock.http.Json;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.terms.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of datasets: the rows of tables as they were read, those that the guard lets through, and the answers that later
 * ones are compared with. All are sealed.
 */
@Singleton
final class DatasetRows {

    /** Things that outlast a dataset have a context of their own. */
    private static final String OUTLASTING = "answers";

    private final SealedFiles files;
    private final PartSeals seals;
    private final Arrivals arrivals;

    DatasetRows(@Named(SealedFiles.DATASETS) SealedFiles files, PartSeals seals, Arrivals arrivals) {
        this.files = files;
        this.seals = seals;
        this.arrivals = arrivals;
    }

    /** The folders of a dataset's rows. */
    enum Folder {
        /** As they were read. */
        READ,
        /** As the guard lets them through. */
        PARTS;

        String of(String datasetId) {
            return name().toLowerCase(Locale.ROOT) + "/" + datasetId;
        }

        /** Bound into the seal, so that nobody passes a file of one folder off as one of the other. */
        String sealedAs(String datasetId) {
            return this == READ ? "read/" + datasetId : datasetId;
        }
    }

    DatasetPart put(String datasetId, Folder folder, int part, int rows, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Sealed sealed = seals.seal(folder.sealedAs(datasetId), Purpose.ofDataset(datasetId), part, bytes);
        String file = String.format(Locale.ROOT, "%s/%05d-%s", folder.of(datasetId), part, arrivals.token());
        files.put(file, sealed.sealed());
        return new DatasetPart(part, rows, bytes.length, Sha256.hex(text), file, base64(sealed.wrappedKey()));
    }

    /** A part's text; empty if its file is gone. */
    Optional<String> get(String datasetId, Folder folder, DatasetPart part) {
        return files.get(part.file())
                .map(bytes -> new String(
                        seals.open(
                                folder.sealedAs(datasetId),
                                Purpose.ofDataset(datasetId),
                                part.part(),
                                new Sealed(bytes, Base64.getDecoder().decode(part.wrappedKey()))),
                        StandardCharsets.UTF_8));
    }

    void delete(String datasetId, Folder folder) {
        files.list(folder.of(datasetId)).forEach(files::delete);
    }

    /** Keeps an answer for the comparison with later ones. It names groups of few people. */
    void keep(GivenAnswer answer) {
        put(answerFile(answer.id()), answer);
    }

    /** The answer of that dataset; empty if it gave none. */
    Optional<GivenAnswer> answer(String datasetId) {
        return get(answerFile(datasetId), GivenAnswer.class);
    }

    void deleteAnswer(String datasetId) {
        files.delete(answerFile(datasetId));
    }

    /** How far the reading of a table is. It names the contact that it has come to. */
    void save(String tableId, DatasetProgress progress) {
        put(progressFile(tableId), progress);
    }

    /** Empty if nothing of the table was read. */
    Optional<DatasetProgress> progress(String tableId) {
        return get(progressFile(tableId), DatasetProgress.class);
    }

    void deleteTable(String tableId) {
        delete(tableId, Folder.READ);
        files.delete(progressFile(tableId));
    }

    private void put(String file, Object object) {
        byte[] clear = Json.write(object).getBytes(StandardCharsets.UTF_8);
        Sealed sealed = seals.seal(file, Purpose.ofDataset(OUTLASTING), 0, clear);
        SealedObject kept = new SealedObject(base64(sealed.wrappedKey()), base64(sealed.sealed()));
        files.put(file, Json.write(kept).getBytes(StandardCharsets.UTF_8));
    }

    private <T> Optional<T> get(String file, Class<T> type) {
        return files.get(file).map(bytes -> {
            SealedObject kept = Json.read(new String(bytes, StandardCharsets.UTF_8), SealedObject.class);
            Base64.Decoder decoder = Base64.getDecoder();
            Sealed sealed = new Sealed(decoder.decode(kept.sealed()), decoder.decode(kept.wrappedKey()));
            byte[] clear = seals.open(file, Purpose.ofDataset(OUTLASTING), 0, sealed);
            return Json.read(new String(clear, StandardCharsets.UTF_8), type);
        });
    }

    private static String answerFile(String datasetId) {
        return "answers/" + datasetId;
    }

    private static String progressFile(String tableId) {
        return "progress/" + tableId;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Something sealed with its wrapped key, both in base64. */
    @RegisterForReflection(targets = {SealedObject.class, GivenAnswer.class})
    record SealedObject(String wrappedKey, String sealed) {}
}
